// SPDX-License-Identifier: Apache-2.0
#include "wallet.hpp"

#include <walletauth/hash/keccak.hpp>

#include <secp256k1_recovery.h>

#include <ctime>
#include <span>
#include <stdexcept>
#include <vector>

namespace walletauth::load {
namespace {

using Bytes = std::span<const std::uint8_t>;

Bytes bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

std::string hex(Bytes data) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "0x";
    for (const auto byte : data)
        (out += digits[byte >> 4]) += digits[byte & 15];
    return out;
}

const secp256k1_context *context() {
    static const secp256k1_context *made = secp256k1_context_create(SECP256K1_CONTEXT_NONE);
    return made;
}

Hash256 digest_of(std::string_view text) {
    const std::string prefixed = "\x19"
                                 "Ethereum Signed Message:\n" +
                                 std::to_string(text.size()) + std::string{text};
    return keccak256(bytes(prefixed));
}

struct Signature {
    std::array<std::uint8_t, 64> compact{};
    int recovery = 0;
};

Signature sign_digest(const Hash256 &digest, const std::array<std::uint8_t, 32> &key) {
    secp256k1_ecdsa_recoverable_signature signature;
    if (secp256k1_ecdsa_sign_recoverable(context(), &signature, digest.data(), key.data(), nullptr,
                                         nullptr) != 1)
        throw std::runtime_error("libsecp256k1 does not sign");
    Signature out;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(context(), out.compact.data(),
                                                            &out.recovery, &signature);
    return out;
}

double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

} // namespace

Wallet::Wallet(std::uint64_t number) {
    const auto seed = keccak256(bytes("a wallet of walletauth's tests " + std::to_string(number)));
    std::copy(seed.begin(), seed.end(), key_.begin());
    secp256k1_pubkey key;
    if (secp256k1_ec_pubkey_create(context(), &key, key_.data()) != 1)
        throw std::runtime_error("this is no key");
    std::array<std::uint8_t, 65> raw{};
    std::size_t size = raw.size();
    secp256k1_ec_pubkey_serialize(context(), raw.data(), &size, &key, SECP256K1_EC_UNCOMPRESSED);
    const auto hash = keccak256(Bytes{raw}.subspan(1));
    address_ = hex(Bytes{hash}.subspan(12));
}

std::string Wallet::sign(std::string_view text) const {
    const auto signature = sign_digest(digest_of(text), key_);
    std::array<std::uint8_t, 65> all{};
    std::copy(signature.compact.begin(), signature.compact.end(), all.begin());
    all[64] = static_cast<std::uint8_t>(27 + signature.recovery);
    return hex(all);
}

double recover(std::size_t times) {
    std::array<std::uint8_t, 32> key{};
    key[31] = 1;
    std::vector<std::pair<Hash256, Signature>> signatures;
    for (std::size_t i = 0; i < 500; ++i) {
        const auto digest = digest_of("text " + std::to_string(i));
        signatures.emplace_back(digest, sign_digest(digest, key));
    }
    const double begin = cpu_seconds();
    for (std::size_t i = 0; i < times; ++i) {
        const auto &[digest, signature] = signatures[i % signatures.size()];
        secp256k1_ecdsa_recoverable_signature parsed;
        secp256k1_pubkey found;
        if (secp256k1_ecdsa_recoverable_signature_parse_compact(
                context(), &parsed, signature.compact.data(), signature.recovery) != 1 ||
            secp256k1_ecdsa_recover(context(), &found, &parsed, digest.data()) != 1)
            throw std::runtime_error("libsecp256k1 does not recover");
    }
    return cpu_seconds() - begin;
}

} // namespace walletauth::load

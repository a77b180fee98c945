// SPDX-License-Identifier: Apache-2.0
#include "bare.hpp"

#include <walletauth/hash/keccak.hpp>

#include <benchmark/benchmark.h>
#include <secp256k1_recovery.h>
#include <sodium.h>

#include <array>
#include <string>

namespace walletauth::bench {
namespace {

bool recover(const Hash256 &hash, std::span<const std::uint8_t> raw) {
    secp256k1_ecdsa_recoverable_signature signature;
    secp256k1_pubkey key;
    if (raw.size() != 65 ||
        secp256k1_ecdsa_recoverable_signature_parse_compact(secp256k1_context_static, &signature,
                                                            raw.data(), (raw[64] + 1) % 2) != 1 ||
        secp256k1_ecdsa_recover(secp256k1_context_static, &key, &signature, hash.data()) != 1) {
        return false;
    }
    std::array<std::uint8_t, 65> bytes{};
    std::size_t size = bytes.size();
    secp256k1_ec_pubkey_serialize(secp256k1_context_static, bytes.data(), &size, &key,
                                  SECP256K1_EC_UNCOMPRESSED);
    auto address = keccak256(std::span{bytes}.subspan(1));
    benchmark::DoNotOptimize(address);
    return true;
}

bool verify_any(std::span<const std::uint8_t> signature, std::span<const std::uint8_t> message) {
    static const std::array<std::uint8_t, 32> any_key = [] {
        std::array<std::uint8_t, 32> key{};
        std::array<std::uint8_t, 64> secret{};
        const std::array<std::uint8_t, 32> seed{1};
        crypto_sign_seed_keypair(key.data(), secret.data(), seed.data());
        return key;
    }();
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                       any_key.data()) != 0;
}

} // namespace

bool bare_eip191(const Request &request) {
    Keccak256 hasher;
    const std::string prefix = "\x19"
                               "Ethereum Signed Message:\n" +
                               std::to_string(request.message.size());
    hasher.update(as_bytes(prefix));
    hasher.update(request.message);
    return recover(hasher.finish(), request.signature);
}

bool bare_recover(const Request &request) {
    static const Hash256 digest = keccak256(request.message);
    return recover(digest, request.signature);
}

bool bare_ed25519(const Request &request) { return verify_any(request.signature, request.message); }

bool bare_nep413(const Request &request) {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), request.message.data(), request.message.size());
    return verify_any(request.signature, hash);
}

} // namespace walletauth::bench

// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bare.hpp"
#include "tests/bench/chain_bench.hpp"

#include <secp256k1.h>
#include <sodium.h>

#include <array>
#include <vector>

namespace walletauth::bench {
namespace {

using Bytes = std::span<const std::uint8_t>;

/// The key unpacked, DER read, and ECDSA over the first half of SHA-512, all by libsecp256k1 and
/// libsodium.
bool verify(Bytes raw_key, Bytes der, Bytes message) {
    std::array<std::uint8_t, crypto_hash_sha512_BYTES> hash{};
    crypto_hash_sha512(hash.data(), message.data(), message.size());
    secp256k1_pubkey key;
    secp256k1_ecdsa_signature signature;
    return secp256k1_ec_pubkey_parse(secp256k1_context_static, &key, raw_key.data(),
                                     raw_key.size()) == 1 &&
           secp256k1_ecdsa_signature_parse_der(secp256k1_context_static, &signature, der.data(),
                                               der.size()) == 1 &&
           secp256k1_ecdsa_verify(secp256k1_context_static, &signature, hash.data(), &key) == 1;
}

bool bare_message(const Request &request) {
    return verify(request.public_key, request.signature, request.message);
}

/// The blob is not read: this one begins with the key and the signature. What was signed is made of
/// it once.
bool bare_signin(const Request &request) {
    constexpr std::size_t key_head = 2;
    constexpr std::size_t signature_head = key_head + 33;
    const auto blob = request.signature;
    const auto key = blob.subspan(key_head, 33);
    const auto signature = blob.subspan(signature_head + 2, blob[signature_head + 1]);
    static const auto bytes = [&] {
        std::vector<std::uint8_t> all{'S', 'T', 'X', 0};
        const auto rest = blob.subspan(signature_head + 2 + signature.size());
        all.insert(all.end(), blob.begin(), blob.begin() + signature_head);
        all.insert(all.end(), rest.begin(), rest.end());
        return all;
    }();
    return verify(key, signature, bytes);
}

} // namespace

ChainBench xrpl_bench() {
    return {.schemes = {{"xrpl-message", "xrpl-message.json", bare_message},
                        {"xrpl-signin", "xrpl-signin.json", bare_signin}}};
}

} // namespace walletauth::bench

// SPDX-License-Identifier: Apache-2.0
#include "plugins/bitcoin/transaction.hpp"
#include "tests/bench/bare.hpp"
#include "tests/bench/chain_bench.hpp"

#include <walletauth/hash/ripemd160.hpp>
#include <walletauth/hash/sha2.hpp>

#include <secp256k1_recovery.h>

#include <array>

namespace walletauth::bench {
namespace {

/// What stands in the request's witness: DER with a hash type, and a key. The digest is not the one
/// that was signed, so the answer is no; that takes the same time.
bool bare_bip322(const Request &request) {
    bitcoin::ByteReader reader{request.signature};
    const auto stack = bitcoin::read_stack(reader);
    if (!stack || stack->size() != 2) return false;
    const auto &der = (*stack)[0];
    const auto &bytes = (*stack)[1];
    secp256k1_ecdsa_signature signature;
    secp256k1_pubkey key;
    if (secp256k1_ecdsa_signature_parse_der(secp256k1_context_static, &signature, der.data(),
                                            der.size() - 1) != 1 ||
        secp256k1_ec_pubkey_parse(secp256k1_context_static, &key, bytes.data(), bytes.size()) !=
            1) {
        return false;
    }
    const auto digest = double_sha256(request.message);
    const int answer =
        secp256k1_ecdsa_verify(secp256k1_context_static, &signature, digest.data(), &key);
    keep(&answer);
    const auto hash = hash160(bytes);
    keep(hash.data());
    return true;
}

/// The recovery, the key in its 33 bytes, and their hash.
bool bare_bip137(const Request &request) {
    secp256k1_ecdsa_recoverable_signature signature;
    secp256k1_pubkey key;
    const auto raw = request.signature;
    const auto digest = double_sha256(request.message);
    if (raw.size() != 65 ||
        secp256k1_ecdsa_recoverable_signature_parse_compact(
            secp256k1_context_static, &signature, raw.data() + 1, (raw[0] - 27) & 3) != 1 ||
        secp256k1_ecdsa_recover(secp256k1_context_static, &key, &signature, digest.data()) != 1) {
        return false;
    }
    std::array<std::uint8_t, 33> bytes{};
    std::size_t size = bytes.size();
    secp256k1_ec_pubkey_serialize(secp256k1_context_static, bytes.data(), &size, &key,
                                  SECP256K1_EC_COMPRESSED);
    const auto hash = hash160(bytes);
    keep(hash.data());
    return true;
}

} // namespace

ChainBench bitcoin_bench() {
    return {.schemes = {{"bip322", "bip322.json", bare_bip322},
                        {"bip137", "bip137.json", bare_bip137}}};
}

} // namespace walletauth::bench

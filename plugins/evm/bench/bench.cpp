// SPDX-License-Identifier: Apache-2.0
#include "plugins/evm/bench/bench.hpp"
#include "tests/bench/bare.hpp"

#include <walletauth/hash/keccak.hpp>

#include <secp256k1_recovery.h>

#include <array>
#include <string>

namespace walletauth::bench {
namespace {

/// libsecp256k1's recovery, the key in its 65 bytes, and the address.
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
    const auto address = keccak256(std::span{bytes}.subspan(1));
    keep(address.data());
    return true;
}

/// Two keccaks, and the recovery.
bool bare_eip191(const Request &request) {
    Keccak256 hasher;
    const std::string prefix = "\x19"
                               "Ethereum Signed Message:\n" +
                               std::to_string(request.message.size());
    hasher.update(as_bytes(prefix));
    hasher.update(request.message);
    return recover(hasher.finish(), request.signature);
}

/// The recovery of any digest: the document is not hashed.
bool bare_recovery(const Request &request) {
    static const Hash256 digest = keccak256(request.message);
    return recover(digest, request.signature);
}

} // namespace

ChainBench evm_bench() {
    return {.schemes = {{"eip191", "eip191.json", bare_eip191},
                        {"eip712", "eip712.json", bare_recovery}},
            .hostile_documents = eip712_documents};
}

} // namespace walletauth::bench

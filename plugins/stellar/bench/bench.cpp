// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bare.hpp"
#include "tests/bench/chain_bench.hpp"

#include <sodium.h>

#include <array>

namespace walletauth::bench {
namespace {

/// SHA-256 of the message, then Ed25519 of the hash.
bool bare_sep53(const Request &request) {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), request.message.data(), request.message.size());
    return bare_ed25519(request.signature, hash);
}

} // namespace

ChainBench stellar_bench() { return {.schemes = {{"sep53", "sep53.json", bare_sep53}}}; }

} // namespace walletauth::bench

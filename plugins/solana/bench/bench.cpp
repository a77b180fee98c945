// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bare.hpp"
#include "tests/bench/chain_bench.hpp"

namespace walletauth::bench {

ChainBench solana_bench() {
    return {.schemes = {{"solana-message", "solana-message.json", bare_ed25519_request},
                        {"solana-offchain", "solana-offchain.json", bare_ed25519_request}}};
}

} // namespace walletauth::bench

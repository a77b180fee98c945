// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bare.hpp"
#include "tests/bench/chain_bench.hpp"

namespace walletauth::bench {

ChainBench kwil_bench() { return {.schemes = {{"ed25519", "ed25519.json", bare_ed25519_request}}}; }

} // namespace walletauth::bench

// SPDX-License-Identifier: Apache-2.0
#include "plugins/starknet/bench/bench.hpp"

namespace walletauth::bench {

ChainBench starknet_bench() {
    return {.schemes = {{"snip12", "snip12.json"}},
            .operations = stark_operations,
            .hostile_documents = snip12_documents};
}

} // namespace walletauth::bench

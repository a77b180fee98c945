// SPDX-License-Identifier: Apache-2.0
// The parts of evm_bench().
#pragma once

#include "tests/bench/chain_bench.hpp"

#include <vector>

namespace walletauth::bench {

/// Documents of EIP-712 that cost much.
[[nodiscard]] std::vector<Shape> eip712_documents(const wa_scheme &scheme);

} // namespace walletauth::bench

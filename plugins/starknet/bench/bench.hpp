// SPDX-License-Identifier: Apache-2.0
// The parts of starknet_bench().
#pragma once

#include "tests/bench/chain_bench.hpp"

#include <vector>

namespace walletauth::bench {

/// The Stark field, its hashes, ECDSA, and the hash of a document.
[[nodiscard]] std::vector<Operation> stark_operations();

/// Documents of SNIP-12 that cost much, in both revisions.
[[nodiscard]] std::vector<Shape> snip12_documents(const wa_scheme &scheme);

} // namespace walletauth::bench

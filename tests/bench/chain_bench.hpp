// SPDX-License-Identifier: Apache-2.0
// What a chain gives to the benchmarks, in plugins/<chain>/bench. All of it may be left out: then
// the chain's schemes are measured by its vectors alone.
#pragma once

#include "hostile_requests.hpp"
#include "operation.hpp"

#include <walletauth/verifier.hpp>

#include <string_view>
#include <vector>

namespace walletauth::bench {

struct BenchScheme {
    std::string_view name;
    std::string_view file; ///< of the chain's vectors, where the request is taken from
    bool (*bare)(const Request &) = nullptr; ///< its cryptography without walletauth
};

struct ChainBench {
    std::vector<BenchScheme> schemes;
    /// What is measured beside peers; all of it belongs to this chain alone.
    std::vector<Operation> (*operations)() = nullptr;
    /// Costly documents, for a scheme that signs JSON.
    std::vector<Shape> (*hostile_documents)(const wa_scheme &) = nullptr;
};

} // namespace walletauth::bench

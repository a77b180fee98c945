// SPDX-License-Identifier: Apache-2.0
// All chains that were built. CMake makes chains.cpp of the folders that it finds.
#pragma once

#include "chain_bench.hpp"

#include <span>
#include <string_view>

namespace walletauth::bench {

struct Chain {
    std::string_view folder; ///< in plugins/
    const wa_plugin *plugin; ///< linked into this program
    ChainBench bench;

    [[nodiscard]] std::span<const wa_scheme *const> schemes() const {
        return {plugin->schemes, plugin->scheme_count};
    }
};

[[nodiscard]] std::span<const Chain> chains();

} // namespace walletauth::bench

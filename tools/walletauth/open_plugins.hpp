// SPDX-License-Identifier: Apache-2.0
// Where the CLI takes its plugins from.
#pragma once

#include <walletauth/verifier.hpp>

#include <memory>
#include <string>

namespace walletauth::cli {

struct PluginSource {
    std::string directory; ///< --plugins
    std::string manifest;  ///< --manifest
};

/// The named source, else the plugins beside the executable, else those installed with it. On
/// failure says why on standard error and returns nothing.
[[nodiscard]] std::shared_ptr<const PluginSet> open_plugins(const PluginSource &source);

} // namespace walletauth::cli

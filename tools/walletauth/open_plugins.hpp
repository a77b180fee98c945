// SPDX-License-Identifier: Apache-2.0
// Where the CLI takes its plugins from.
#pragma once

#include <walletauth/verifier.hpp>

#include <memory>
#include <optional>
#include <string>

namespace walletauth::cli {

struct PluginSource {
    std::optional<std::string> directory; ///< --plugins; given as '' is not absent
    std::optional<std::string> manifest;  ///< --manifest
};

/// The named source, else the plugins beside the executable, else those installed with it. On
/// failure says why on standard error and returns nothing.
[[nodiscard]] std::shared_ptr<const PluginSet> open_plugins(const PluginSource &source);

} // namespace walletauth::cli

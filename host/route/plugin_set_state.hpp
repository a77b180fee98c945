// SPDX-License-Identifier: Apache-2.0
// What a PluginSet holds, and how a plugin with its grant is added to it. Internal.
#pragma once

#include <walletauth/plugin_adapter.hpp>
#include <walletauth/plugin_set.hpp>

#include <memory>
#include <string_view>
#include <vector>

namespace walletauth {

/// The chain or namespace of a route's pattern: a view of it.
[[nodiscard]] inline std::string_view chain_of(std::string_view pattern) noexcept {
    return pattern.substr(0, pattern.find('/'));
}

struct PluginSet::State {
    std::vector<std::unique_ptr<PluginAdapter>> adapters;
    std::vector<LoadedPlugin> plugins;
    std::vector<SchemeRoute> schemes;   // sorted by pattern
    std::vector<AccountRoute> accounts; // sorted by pattern

    /// Adds the routes of a checked table; an empty grant is all that the table describes, compat
    /// included. All or nothing.
    [[nodiscard]] std::expected<void, LoadError> publish(LoadedPlugin plugin, const Grant &grant);
};

} // namespace walletauth

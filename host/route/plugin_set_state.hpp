// SPDX-License-Identifier: Apache-2.0
// What a PluginSet holds, and how a plugin with its grant is added to it. Internal.
#pragma once

#include <walletauth/plugin_adapter.hpp>
#include <walletauth/plugin_set.hpp>

#include <memory>
#include <vector>

namespace walletauth {

/// The chain or namespace of a route: a view of its pattern.
[[nodiscard]] std::string_view chain_of(const Route &route) noexcept;

struct PluginSet::State {
    std::vector<std::unique_ptr<PluginAdapter>> adapters;
    std::vector<LoadedPlugin> plugins;
    std::vector<Route> routes; // sorted by pattern

    /// Adds the routes of a checked table; an empty grant is all that the table describes, compat
    /// included. All or nothing.
    [[nodiscard]] std::expected<void, LoadError> publish(LoadedPlugin plugin, const Grant &grant);
};

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
#include "host/load/table_check.hpp"
#include "plugin_set_state.hpp"
#include "route_pattern.hpp"

#include <walletauth/checks.hpp>

#include <algorithm>
#include <string>

namespace walletauth {
std::string_view chain_of(const Route &route) noexcept {
    return std::string_view{route.pattern}.substr(0, route.pattern.find('/'));
}

namespace {

constexpr std::string_view account_scheme = "account";

/// The other part of a stored pattern.
std::string_view scheme_of(const Route &route) noexcept {
    return std::string_view{route.pattern}.substr(route.pattern.find('/') + 1);
}

bool overlap(const Route &a, const Route &b) noexcept {
    return scheme_of(a) == scheme_of(b) &&
           (covers_chain(chain_of(a), chain_of(b)) || covers_chain(chain_of(b), chain_of(a)));
}

/// The part of a granted chain pattern that a described one serves; empty if none.
std::string_view common_chain(std::string_view granted, std::string_view described) noexcept {
    if (covers_chain(described, granted)) return granted;
    if (covers_chain(granted, described)) return described;
    return {};
}

using Routes = std::expected<std::vector<Route>, LoadError>;

Routes expand_account(const PluginAdapter &adapter, const std::string &file,
                      const std::string &text, const RoutePattern &pattern) {
    const auto &table = adapter.table();
    for (std::size_t i = 0; i < table.account_namespace_count; ++i) {
        if (view(table.account_namespaces[i]) == pattern.chain) {
            return std::vector{Route{.pattern = text, .plugin = &table, .deriver = &adapter}};
        }
    }
    return std::unexpected(LoadError{
        file, "route", text + ": the plugin does not describe the accounts of " + pattern.chain});
}

Routes expand(const PluginAdapter &adapter, const std::string &file, const std::string &text) {
    const auto pattern = parse_route_pattern(text);
    if (!pattern) return std::unexpected(LoadError{file, "route", pattern.error()});
    if (pattern->scheme == account_scheme) return expand_account(adapter, file, text, *pattern);
    const auto &table = adapter.table();
    std::vector<Route> routes;
    for (std::size_t i = 0; i < table.scheme_count; ++i) {
        const auto *scheme = table.schemes[i];
        if (view(scheme->id) != pattern->scheme) continue;
        if (pattern->revision && *pattern->revision != scheme->revision) {
            return std::unexpected(
                LoadError{file, "revision",
                          text + ": the plugin has revision " + std::to_string(scheme->revision)});
        }
        for (std::size_t k = 0; k < scheme->chain_count; ++k) {
            const auto chain = common_chain(pattern->chain, view(scheme->chains[k]));
            if (chain.empty()) continue;
            routes.push_back({.pattern = std::string{chain} + '/' + pattern->scheme,
                              .plugin = &table,
                              .scheme = scheme,
                              .verifier = &adapter});
        }
    }
    if (routes.empty()) {
        return std::unexpected(
            LoadError{file, "route", text + ": the plugin does not describe it"});
    }
    return routes;
}

Grant grant_of_all(const wa_plugin &table) {
    Grant grant;
    for (std::size_t i = 0; i < table.scheme_count; ++i) {
        const auto &scheme = *table.schemes[i];
        for (std::size_t k = 0; k < scheme.chain_count; ++k) {
            grant.routes.push_back(std::string{view(scheme.chains[k])} + '/' +
                                   std::string{view(scheme.id)});
            if ((scheme.flags & WA_SCHEME_HAS_COMPAT) != 0) {
                grant.compat.push_back(grant.routes.back());
            }
        }
    }
    for (std::size_t i = 0; i < table.account_namespace_count; ++i) {
        grant.routes.push_back(std::string{view(table.account_namespaces[i])} + "/account");
    }
    return grant;
}

} // namespace

std::expected<void, LoadError> PluginSet::State::publish(LoadedPlugin plugin, const Grant &given) {
    const Grant grant = given.routes.empty() ? grant_of_all(*plugin.table) : given;
    const std::string name =
        plugin.file.empty() ? std::string{view(plugin.table->id)} : plugin.file;
    auto adapter = std::make_unique<PluginAdapter>(*plugin.table);
    std::vector<Route> added;
    for (const auto &text : grant.routes) {
        auto expanded = expand(*adapter, name, text);
        if (!expanded) return std::unexpected(expanded.error());
        const bool compat = std::ranges::find(grant.compat, text) != grant.compat.end();
        for (auto &route : *expanded) {
            if (compat &&
                (route.scheme == nullptr || (route.scheme->flags & WA_SCHEME_HAS_COMPAT) == 0)) {
                return std::unexpected(
                    LoadError{name, "compat", text + ": the scheme has no compat"});
            }
            route.compat_allowed = compat;
            added.push_back(std::move(route));
        }
    }
    for (const auto &text : grant.compat) {
        if (std::ranges::find(grant.routes, text) == grant.routes.end()) {
            return std::unexpected(LoadError{name, "compat", text + " is not among the routes"});
        }
    }
    std::vector<Route> merged = routes;
    for (auto &route : added) {
        for (const auto &other : merged) {
            if (!overlap(route, other)) continue;
            return std::unexpected(LoadError{name, "overlap",
                                             route.pattern + " overlaps " + other.pattern +
                                                 " of plugin " +
                                                 std::string{view(other.plugin->id)}});
        }
        merged.push_back(std::move(route));
    }
    std::ranges::sort(merged, {}, &Route::pattern);
    adapters.push_back(std::move(adapter));
    plugins.push_back(std::move(plugin));
    routes = std::move(merged);
    return {};
}

PluginSet::PluginSet() : state_(std::make_unique<State>()) {}
PluginSet::PluginSet(PluginSet &&) noexcept = default;
PluginSet &PluginSet::operator=(PluginSet &&) noexcept = default;
PluginSet::~PluginSet() = default;

std::expected<void, LoadError> PluginSet::add(wa_plugin_entry entry, const Grant &grant) {
    const auto table = check_table(entry, "static plugin", {});
    if (!table) return std::unexpected(table.error());
    return state_->publish({.table = *table, .file = {}, .sha256 = {}, .libraries = {}}, grant);
}

const Route *PluginSet::find_scheme(std::string_view chain,
                                    std::string_view scheme) const noexcept {
    // Overlap is refused when adding, so at most one route fits. "account" is no scheme.
    for (const auto &route : state_->routes) {
        const std::string_view pattern = route.pattern;
        if (route.scheme != nullptr && pattern.size() > scheme.size() &&
            pattern.ends_with(scheme) && scheme_of(route) == scheme &&
            covers_chain(chain_of(route), chain)) {
            return &route;
        }
    }
    return nullptr;
}

const Route *PluginSet::find_account(std::string_view chain) const noexcept {
    for (const auto &route : state_->routes) {
        if (route.deriver != nullptr && covers_chain(chain_of(route), chain)) return &route;
    }
    return nullptr;
}

bool PluginSet::knows_namespace(std::string_view name) const noexcept {
    return std::ranges::any_of(state_->routes, [&](const Route &route) {
        return chain_namespace(chain_of(route)) == name;
    });
}

bool PluginSet::knows_scheme(std::string_view name_space, std::string_view scheme) const noexcept {
    return std::ranges::any_of(state_->routes, [&](const Route &route) {
        return route.scheme != nullptr && view(route.scheme->id) == scheme &&
               chain_namespace(chain_of(route)) == name_space;
    });
}

std::span<const LoadedPlugin> PluginSet::plugins() const noexcept { return state_->plugins; }
std::span<const Route> PluginSet::routes() const noexcept { return state_->routes; }
std::uint64_t PluginSet::garbage_count() const noexcept {
    std::uint64_t count = 0;
    for (const auto &adapter : state_->adapters)
        count += adapter->garbage_count();
    return count;
}

} // namespace walletauth

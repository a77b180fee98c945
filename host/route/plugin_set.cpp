// SPDX-License-Identifier: Apache-2.0
#include "host/load/table_check.hpp"
#include "plugin_set_state.hpp"
#include "route_pattern.hpp"

#include <walletauth/caip.hpp>
#include <walletauth/checks.hpp>

#include <algorithm>
#include <string>

namespace walletauth {
namespace {

constexpr std::string_view account_scheme = "account";

/// The part of a granted chain pattern that a described one serves; empty if none.
std::string_view common_chain(std::string_view granted, std::string_view described) noexcept {
    if (covers_chain(described, granted)) return granted;
    if (covers_chain(granted, described)) return described;
    return {};
}

/// Whether two patterns could both be meant by one request.
bool overlap(std::string_view a, std::string_view b) noexcept {
    return a.substr(a.find('/')) == b.substr(b.find('/')) &&
           !common_chain(chain_of(a), chain_of(b)).empty();
}

/// The routes of one plugin.
struct Routes {
    std::vector<SchemeRoute> schemes;
    std::vector<AccountRoute> accounts;
};
using Granted = std::expected<void, LoadError>;

Granted expand_account(Routes &to, const PluginAdapter &adapter, const std::string &file,
                       const std::string &text, const RoutePattern &pattern) {
    const auto &table = adapter.table();
    const std::span described{table.account_namespaces, table.account_namespace_count};
    if (std::ranges::none_of(described,
                             [&](wa_text name) { return view(name) == pattern.chain; })) {
        return std::unexpected(
            LoadError{file, "route",
                      text + ": the plugin does not describe the accounts of " + pattern.chain});
    }
    to.accounts.push_back({.pattern = text, .plugin = &table, .deriver = &adapter});
    return {};
}

Granted expand_scheme(Routes &to, const PluginAdapter &adapter, const std::string &file,
                      const std::string &text, const RoutePattern &pattern, bool compat) {
    const auto &table = adapter.table();
    const auto before = to.schemes.size();
    for (const auto *scheme : std::span{table.schemes, table.scheme_count}) {
        if (view(scheme->id) != pattern.scheme) continue;
        if (pattern.revision && *pattern.revision != scheme->revision) {
            return std::unexpected(
                LoadError{file, "revision",
                          text + ": the plugin has revision " + std::to_string(scheme->revision)});
        }
        if (compat && (scheme->flags & WA_SCHEME_HAS_COMPAT) == 0) {
            return std::unexpected(LoadError{file, "compat", text + ": the scheme has no compat"});
        }
        for (const auto described : std::span{scheme->chains, scheme->chain_count}) {
            const auto chain = common_chain(pattern.chain, view(described));
            if (chain.empty()) continue;
            to.schemes.push_back({.pattern = std::string{chain} + '/' + pattern.scheme,
                                  .plugin = &table,
                                  .scheme = scheme,
                                  .verifier = &adapter,
                                  .compat_allowed = compat});
        }
    }
    if (to.schemes.size() == before) {
        return std::unexpected(
            LoadError{file, "route", text + ": the plugin does not describe it"});
    }
    return {};
}

Granted expand(Routes &to, const PluginAdapter &adapter, const std::string &file,
               const std::string &text, bool compat) {
    const auto pattern = parse_route_pattern(text);
    if (!pattern) return std::unexpected(LoadError{file, "route", pattern.error()});
    if (pattern->scheme != account_scheme) {
        return expand_scheme(to, adapter, file, text, *pattern, compat);
    }
    auto expanded = expand_account(to, adapter, file, text, *pattern);
    if (expanded && compat) {
        return std::unexpected(LoadError{file, "compat", text + ": the scheme has no compat"});
    }
    return expanded;
}

/// Adds routes to those of the set, unless one overlaps another.
template <class Route>
Granted merge(std::vector<Route> &all, std::vector<Route> &added, const std::string &file) {
    for (auto &route : added) {
        for (const auto &other : all) {
            if (!overlap(route.pattern, other.pattern)) continue;
            return std::unexpected(LoadError{file, "overlap",
                                             route.pattern + " overlaps " + other.pattern +
                                                 " of plugin " +
                                                 std::string{view(other.plugin->id)}});
        }
        all.push_back(std::move(route));
    }
    std::ranges::sort(all, {}, &Route::pattern);
    return {};
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
    Routes added;
    for (const auto &text : grant.routes) {
        const bool compat = std::ranges::find(grant.compat, text) != grant.compat.end();
        if (auto granted = expand(added, *adapter, name, text, compat); !granted) return granted;
    }
    for (const auto &text : grant.compat) {
        if (std::ranges::find(grant.routes, text) == grant.routes.end()) {
            return std::unexpected(LoadError{name, "compat", text + " is not among the routes"});
        }
    }
    Routes merged{schemes, accounts};
    if (auto done = merge(merged.schemes, added.schemes, name); !done) return done;
    if (auto done = merge(merged.accounts, added.accounts, name); !done) return done;
    adapters.push_back(std::move(adapter));
    plugins.push_back(std::move(plugin));
    schemes = std::move(merged.schemes);
    accounts = std::move(merged.accounts);
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

const SchemeRoute *PluginSet::find_scheme(std::string_view chain,
                                          std::string_view scheme) const noexcept {
    // Overlap is refused when adding, so at most one route fits.
    for (const auto &route : state_->schemes) {
        if (view(route.scheme->id) == scheme && covers_chain(chain_of(route.pattern), chain)) {
            return &route;
        }
    }
    return nullptr;
}

Result<const SchemeRoute *> PluginSet::route(std::string_view chain,
                                             std::string_view scheme) const noexcept try {
    const auto id = parse_chain_id(chain);
    if (!id) return refuse(WA_MALFORMED_CHAIN, "chain: ", id.error());
    if (const auto *route = find_scheme(chain, scheme)) return route;
    if (!knows_namespace(id->name_space)) {
        return refuse(WA_UNSUPPORTED_CHAIN, "no plugin serves chain ", chain);
    }
    if (scheme.empty()) { // who reads a member that is left out as a text gives an empty one
        return refuse(WA_UNSUPPORTED_SCHEME,
                      "scheme is missing or empty: give the id of a scheme on ", chain);
    }
    if (knows_scheme(id->name_space, scheme)) {
        return refuse(WA_UNSUPPORTED_CHAIN, "scheme ", scheme, " is not served on chain ", chain);
    }
    return refuse(WA_UNSUPPORTED_SCHEME, "no plugin serves scheme \"", scheme, "\" on ", chain);
} catch (...) {
    return refuse(WA_ERROR_MEMORY, "out of memory");
}

const AccountRoute *PluginSet::find_account(std::string_view chain) const noexcept {
    for (const auto &route : state_->accounts) {
        if (covers_chain(chain_of(route.pattern), chain)) return &route;
    }
    return nullptr;
}

bool PluginSet::knows_namespace(std::string_view name) const noexcept {
    const auto is_of = [&](const auto &route) {
        return chain_namespace(chain_of(route.pattern)) == name;
    };
    return std::ranges::any_of(state_->schemes, is_of) ||
           std::ranges::any_of(state_->accounts, is_of);
}

bool PluginSet::knows_scheme(std::string_view name_space, std::string_view scheme) const noexcept {
    return std::ranges::any_of(state_->schemes, [&](const SchemeRoute &route) {
        return view(route.scheme->id) == scheme &&
               chain_namespace(chain_of(route.pattern)) == name_space;
    });
}

std::span<const LoadedPlugin> PluginSet::plugins() const noexcept { return state_->plugins; }
std::span<const SchemeRoute> PluginSet::scheme_routes() const noexcept { return state_->schemes; }
std::span<const AccountRoute> PluginSet::account_routes() const noexcept {
    return state_->accounts;
}
std::uint64_t PluginSet::garbage_count() const noexcept {
    std::uint64_t count = 0;
    for (const auto &adapter : state_->adapters)
        count += adapter->garbage_count();
    return count;
}

} // namespace walletauth

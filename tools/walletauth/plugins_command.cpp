// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "conformance/vectors/table.hpp"

#include <walletauth/wire.hpp>

#include <iostream>
#include <set>

namespace walletauth::cli {
namespace {

std::expected<ModuleInfo, int> inspect(const std::string &file) {
    auto info = inspect_module(file);
    if (info) return std::move(*info);
    std::cerr << "walletauth: " << info.error().message() << '\n';
    return std::unexpected(exit_usage);
}

/// The patterns that a plugin serves, sorted, with "+compat" where that is granted.
std::string routes_of(const PluginSet &plugins, const wa_plugin *plugin) {
    std::set<std::string> patterns;
    for (const auto &route : plugins.scheme_routes()) {
        if (route.plugin != plugin) continue;
        patterns.insert(route.pattern + (route.compat_allowed ? "+compat" : ""));
    }
    for (const auto &route : plugins.account_routes()) {
        if (route.plugin == plugin) patterns.insert(route.pattern);
    }
    std::string all;
    for (const auto &pattern : patterns)
        all += (all.empty() ? "" : " ") + pattern;
    return all;
}

} // namespace

int list_command(const PluginSource &source, Output output) {
    const auto plugins = open_plugins(source);
    if (!plugins) return exit_usage;
    if (output == Output::json) {
        std::cout << describe_json(*plugins) << '\n';
        return exit_valid;
    }
    Table table({"PLUGIN", "VERSION", "ROUTES", "SHA256", "FILE", "LIBRARIES"});
    for (const auto &plugin : plugins->plugins()) {
        const auto routes = routes_of(*plugins, plugin.table);
        std::string libraries;
        for (const auto &library : plugin.libraries) {
            libraries += (libraries.empty() ? "" : " ") + library.file;
        }
        table.add({std::string{view(plugin.table->id)}, std::string{view(plugin.table->version)},
                   routes, plugin.sha256, plugin.file, libraries});
    }
    table.print(std::cout);
    return exit_valid;
}

int inspect_command(const std::string &file) {
    const auto info = inspect(file);
    if (!info) return info.error();
    std::cout << "id      " << without_controls(info->id) << "\nabi     " << info->abi_major << '.'
              << info->abi_minor << "\nsha256  " << info->sha256 << "\nsize    " << info->size
              << '\n';
    for (const auto &name : info->exports)
        std::cout << "export  " << without_controls(name) << '\n';
    for (const auto &name : info->needed)
        std::cout << "needed  " << without_controls(name) << '\n';
    return exit_valid;
}

int hash_command(const std::string &file) {
    const auto info = inspect(file);
    if (!info) return info.error();
    std::cout << info->sha256 << "  " << file << '\n';
    return exit_valid;
}

} // namespace walletauth::cli

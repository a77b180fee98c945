// SPDX-License-Identifier: Apache-2.0
// The [[plugin]] block of a module, for a manifest: all that it offers, pinned.
#include "commands.hpp"
#include "conformance/vectors/table.hpp"

#include <walletauth/plugin_module.hpp>

#include <iostream>
#include <string>
#include <vector>

namespace walletauth::cli {
namespace {

using Texts = std::vector<std::string>;

/// A list of TOML, an item a line. What a plugin says of itself was checked when it was loaded:
/// ids, CAIP-2 texts and file names need no escapes.
std::string list_of(const Texts &texts) {
    std::string list = "[";
    for (const auto &text : texts)
        list += (list.size() == 1 ? "\n    \"" : ",\n    \"") + text + '"';
    return list + (texts.empty() ? "]" : "\n]");
}

std::string route_of(std::string_view chain, const wa_scheme &scheme) {
    return std::string{chain} + '/' + std::string{view(scheme.id)} + '@' +
           std::to_string(scheme.revision);
}

Texts routes_of(const wa_plugin &plugin) {
    Texts routes;
    for (const auto *scheme : std::span{plugin.schemes, plugin.scheme_count}) {
        for (const auto &chain : std::span{scheme->chains, scheme->chain_count})
            routes.push_back(route_of(view(chain), *scheme));
    }
    for (const auto &name : std::span{plugin.account_namespaces, plugin.account_namespace_count})
        routes.push_back(std::string{view(name)} + "/account");
    return routes;
}

void print_compat(const wa_plugin &plugin) {
    for (const auto *scheme : std::span{plugin.schemes, plugin.scheme_count}) {
        if ((scheme->flags & WA_SCHEME_HAS_COMPAT) == 0) continue;
        for (const auto &chain : std::span{scheme->chains, scheme->chain_count}) {
            std::cout << "# compat = [\"" << route_of(view(chain), *scheme)
                      << "\"]  # takes what this takes, too: "
                      << without_controls(std::string{view(scheme->compat_of)}) << '\n';
        }
    }
}

} // namespace

int manifest_command(const std::string &file) {
    const auto module = PluginModule::open(file);
    const auto plugin = module ? module->run() : std::unexpected(module.error());
    if (!plugin) {
        std::cerr << "walletauth: " << plugin.error().message() << '\n';
        return exit_usage;
    }
    const auto name = std::filesystem::path(file).filename().string();
    if (name != without_controls(name) || name.find_first_of("\"\\") != std::string::npos) {
        std::cerr << "walletauth: " << without_controls(file)
                  << ": a manifest cannot name this file: rename it\n";
        return exit_usage;
    }
    std::cout << "[[plugin]]\nmodule = \"" << name << "\"\nsha256 = \"" << module->info().sha256
              << "\"\nroutes = " << list_of(routes_of(*plugin->table)) << '\n';
    print_compat(*plugin->table);
    std::cout << "libraries = " << list_of(module->info().libraries) << '\n';
    return exit_valid;
}

} // namespace walletauth::cli

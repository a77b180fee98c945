// SPDX-License-Identifier: Apache-2.0
// PluginSet from modules: a manifest, or every module of a directory.
#include "binding.hpp"
#include "host/route/plugin_set_state.hpp"
#include "manifest.hpp"
#include "module_file.hpp"
#include "table_check.hpp"

#include <walletauth/checks.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth {
namespace {

namespace fs = std::filesystem;

std::expected<LoadedPlugin, LoadError> load(const fs::path &file, const ModuleOptions &options) {
    auto module = open_module(file, options);
    if (!module) return std::unexpected(module.error());
    const ModuleInfo info = module->info;
    const std::string name = module->file;
    const auto entry = run_module(std::move(*module));
    if (!entry) return std::unexpected(entry.error());
    auto libraries = check_binding(name, *entry); // before any function of the module is called
    if (!libraries) return std::unexpected(libraries.error());
    const auto table = check_table(*entry, name, info.id);
    if (!table) return std::unexpected(table.error());
    return LoadedPlugin{
        .table = *table, .file = name, .sha256 = info.sha256, .libraries = std::move(*libraries)};
}

/// A scheme whose accounts nobody holds could never answer valid.
std::expected<void, LoadError> check_accounts(const PluginSet &set, const std::string &file) {
    for (const auto &route : set.scheme_routes()) {
        const auto name = chain_namespace(chain_of(route.pattern));
        if (set.find_account(name) == nullptr) {
            return std::unexpected(LoadError{file, "account",
                                             route.pattern + " needs " + std::string{name} +
                                                 "/account, which no plugin is granted"});
        }
    }
    return {};
}

} // namespace

std::expected<PluginSet, LoadError> PluginSet::from_manifest(const fs::path &file) {
    const auto manifest = read_manifest(file);
    if (!manifest) return std::unexpected(manifest.error());
    const fs::path own = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    const fs::path directory = manifest->directory.empty() ? own : own / manifest->directory;
    PluginSet set;
    for (const auto &plugin : manifest->plugins) {
        auto loaded = load(directory / plugin.module, {.sha256 = plugin.sha256,
                                                       .libraries = plugin.libraries,
                                                       .needed = NeededPolicy::listed});
        if (!loaded) return std::unexpected(loaded.error());
        auto published = set.state_->publish(std::move(*loaded), plugin.grant);
        if (!published) return std::unexpected(published.error());
    }
    if (auto held = check_accounts(set, file.string()); !held) {
        return std::unexpected(held.error());
    }
    return set;
}

std::expected<PluginSet, LoadError> PluginSet::from_entries(
    std::span<const wa_plugin_entry> entries) {
    const std::string name = "static plugins";
    if (entries.empty()) return std::unexpected(LoadError{name, "entry", "there is none"});
    PluginSet set;
    for (const auto entry : entries) {
        if (entry == nullptr) return std::unexpected(LoadError{name, "entry", "one is NULL"});
        if (auto added = set.add(entry); !added) return std::unexpected(added.error());
    }
    if (auto held = check_accounts(set, name); !held) return std::unexpected(held.error());
    return set;
}

std::expected<PluginSet, LoadError> PluginSet::from_directory(const fs::path &directory) {
    // The system would read the name up to the NUL: another directory.
    if (directory.native().contains('\0')) {
        return std::unexpected(
            LoadError{printable_ascii(directory.native(), 300), "path", "its name has a NUL"});
    }
    std::error_code error;
    std::vector<fs::path> files;
    for (fs::directory_iterator it(directory, error), end; !error && it != end;
         it.increment(error)) {
        if (it->path().extension() == ".so") files.push_back(it->path());
    }
    if (error) return std::unexpected(LoadError{directory.string(), "path", error.message()});
    if (files.empty()) {
        return std::unexpected(
            LoadError{directory.string(), "path", "there is no module (*.so) in it"});
    }
    std::ranges::sort(files);
    PluginSet set;
    for (const auto &file : files) {
        auto loaded = load(file, {.sha256 = {}, .libraries = {}, .needed = NeededPolicy::any});
        if (!loaded) return std::unexpected(loaded.error());
        auto published = set.state_->publish(std::move(*loaded), {});
        if (!published) return std::unexpected(published.error());
    }
    return set;
}

} // namespace walletauth

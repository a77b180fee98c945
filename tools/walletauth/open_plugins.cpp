// SPDX-License-Identifier: Apache-2.0
#include "open_plugins.hpp"

#include <filesystem>
#include <iostream>
#include <optional>
#include <utility>

namespace walletauth::cli {
namespace {

namespace fs = std::filesystem;

#ifndef WALLETAUTH_PLUGIN_DIR
#define WALLETAUTH_PLUGIN_DIR "lib/walletauth/plugins"
#endif

std::optional<fs::path> default_directory() {
    std::error_code error;
    const fs::path here = fs::read_symlink("/proc/self/exe", error).parent_path();
    if (error) return std::nullopt;
    for (const auto &candidate : {here / "plugins", here.parent_path() / "plugins",
                                  here.parent_path() / WALLETAUTH_PLUGIN_DIR}) {
        if (fs::is_directory(candidate, error)) return candidate;
    }
    return std::nullopt;
}

} // namespace

std::shared_ptr<const PluginSet> open_plugins(const PluginSource &source) {
    for (const auto &[option, given] :
         {std::pair{"--manifest", &source.manifest}, {"--plugins", &source.directory}}) {
        if (!*given || !(*given)->empty()) continue;
        std::cerr << "walletauth: " << option << " is empty: name a file or directory\n";
        return nullptr;
    }
    const auto opened = [&]() -> std::expected<PluginSet, LoadError> {
        if (source.manifest) return PluginSet::from_manifest(*source.manifest);
        if (source.directory) return PluginSet::from_directory(*source.directory);
        const auto directory = default_directory();
        if (!directory) {
            return std::unexpected(LoadError{
                "walletauth", "path", "found no plugins beside it: name --plugins or --manifest"});
        }
        return PluginSet::from_directory(*directory);
    };
    auto set = opened();
    if (!set) {
        std::cerr << "walletauth: plugins were not loaded: " << set.error().message() << '\n';
        return nullptr;
    }
    return std::make_shared<const PluginSet>(std::move(*set));
}

} // namespace walletauth::cli

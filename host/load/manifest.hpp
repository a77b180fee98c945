// SPDX-License-Identifier: Apache-2.0
// The operator's list of plugins, in TOML (docs/abi.md, "Manifest"). Internal.
#pragma once

#include <walletauth/plugin_set.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

struct ManifestPlugin {
    std::string module; ///< file name in the manifest's directory of modules
    std::string sha256; ///< empty: not pinned
    Grant grant;
    std::vector<std::string> libraries;
};

struct Manifest {
    std::string directory; ///< empty: the manifest's own
    std::vector<ManifestPlugin> plugins;
};

/// Parses a manifest's text; `file` names it in errors (rule "manifest", with line and key).
[[nodiscard]] std::expected<Manifest, LoadError> parse_manifest(std::string_view text,
                                                                const std::string &file);

/// Reads a manifest that only root or this process's user can have written.
[[nodiscard]] std::expected<Manifest, LoadError> read_manifest(const std::filesystem::path &file);

} // namespace walletauth

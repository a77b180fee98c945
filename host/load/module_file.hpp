// SPDX-License-Identifier: Apache-2.0
// From a module's path to its entry: trusted, copied, sealed, hashed, parsed, and only then run.
// Internal.
#pragma once

#include "trusted_file.hpp"

#include <walletauth/plugin_set.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

constexpr std::uint64_t max_module_size = std::uint64_t{64} << 20;

/// The C and C++ runtime, which every module may need.
[[nodiscard]] bool is_runtime_library(std::string_view soname) noexcept;

/// Which libraries a module may need beyond the C and C++ runtime.
enum class NeededPolicy : std::uint8_t { listed, any };

struct ModuleOptions {
    std::string sha256;                 ///< expected, 64 lower-case hex digits; empty: any
    std::vector<std::string> libraries; ///< for NeededPolicy::listed
    NeededPolicy needed = NeededPolicy::listed;
};

/// A sealed copy of a module and what it says of itself.
struct OpenedModule {
    std::string file;
    ModuleInfo info;
    FileDescriptor sealed;
};

[[nodiscard]] std::expected<OpenedModule, LoadError> open_module(const std::filesystem::path &file,
                                                                 const ModuleOptions &options);

/// Maps the sealed copy and finds its entry. The module stays mapped and its descriptor open for
/// the life of the process; bytes that run already are not mapped again.
[[nodiscard]] std::expected<wa_plugin_entry, LoadError> run_module(OpenedModule module);

} // namespace walletauth

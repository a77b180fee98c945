// SPDX-License-Identifier: Apache-2.0
// The files of `walletauth plugin new`, as they stand in templates/.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace walletauth::cli {

enum class FileKind : std::uint8_t { text, script };

/// A file of the skeleton. Path and content hold placeholders such as @plugin@
/// (plugin_new_command.cpp).
struct Template {
    std::string_view key; ///< the type of key that it is for, or "common"
    std::string_view path;
    std::string_view content;
    FileKind kind;
};

[[nodiscard]] std::span<const Template> plugin_templates() noexcept;

} // namespace walletauth::cli

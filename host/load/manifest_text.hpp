// SPDX-License-Identifier: Apache-2.0
// What a manifest's text must be before a TOML parser sees it. Internal.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth {

struct TextFault {
    std::size_t line = 0; ///< from 1
    std::string what;
};

/// Printable ASCII in lines, keys without dots, texts of one line, brackets no deeper than a
/// manifest's: a parser that builds a table for each dot, and frees them one within the other, runs
/// out of stack.
[[nodiscard]] std::optional<TextFault> check_manifest_text(std::string_view text);

} // namespace walletauth

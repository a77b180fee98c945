// SPDX-License-Identifier: Apache-2.0
// What a text must be before a TOML parser sees it. Internal.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth {

struct TextFault {
    std::size_t line = 0; ///< from 1; 0 where nobody knows
    std::string what;
    /// "line N: WHAT"
    [[nodiscard]] std::string message() const {
        return line == 0 ? what : "line " + std::to_string(line) + ": " + what;
    }
};

/// Printable ASCII in lines, texts of one line, brackets no deeper than `[[table]]`, and no more
/// than `max_dots` of a line's keys: a parser that builds a table for each dot, and frees them one
/// within the other, runs out of stack. A manifest has no dots.
[[nodiscard]] std::optional<TextFault> check_toml_text(std::string_view text,
                                                       std::size_t max_dots = 0);

} // namespace walletauth

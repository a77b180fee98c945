// SPDX-License-Identifier: Apache-2.0
// How the fields of a sign-in text are written. Internal.
#pragma once

#include <walletauth/sign_in/text_form.hpp>

#include <string_view>

namespace walletauth::sign_in {

inline constexpr std::array<std::string_view, field_count> labels{
    "URI: ",        "Version: ",    "Chain ID: ", "Nonce: ", "Issued At: ", "Expiration Time: ",
    "Not Before: ", "Request ID: ", "Resources:"};

[[nodiscard]] constexpr std::string_view label_of(Field field) noexcept {
    return labels[static_cast<std::size_t>(field)];
}

/// Whether a line is this field's: `Resources:` is a line of its own.
[[nodiscard]] constexpr bool is_line_of(std::string_view line, Field field) noexcept {
    return field == Field::resources ? line == label_of(field) : line.starts_with(label_of(field));
}

/// Whether a line could be any field's; a statement must not.
[[nodiscard]] constexpr bool is_field_line(std::string_view line) noexcept {
    for (std::size_t i = 0; i < field_count; ++i) {
        if (is_line_of(line, static_cast<Field>(i))) return true;
    }
    return false;
}

inline constexpr std::string_view before_name = " wants you to sign in with your ";
inline constexpr std::string_view behind_name = " account:";
inline constexpr std::string_view resource_mark = "- ";

} // namespace walletauth::sign_in

// SPDX-License-Identifier: Apache-2.0
#include "eip712_names.hpp"

#include "core/support/text.hpp"

#include <algorithm>

namespace walletauth::evm::eip712 {
namespace {

/// Takes the first character off a text that is not empty and well-formed UTF-8.
char32_t take_character(std::string_view &text) noexcept {
    const std::size_t size = std::max<std::size_t>(utf8_sequence_size(text), 1);
    const auto first = static_cast<unsigned char>(text.front());
    char32_t character = size == 1 ? first : first & (0x7fU >> size);
    for (std::size_t i = 1; i < size; ++i)
        character = character << 6 | (static_cast<unsigned char>(text[i]) & 0x3fU);
    text.remove_prefix(size);
    return character;
}

/// Unicode's category Cc.
bool is_control(char32_t c) noexcept { return c < 0x20 || (c >= 0x7f && c < 0xa0); }

/// Unicode's White_Space beyond the control characters.
bool is_blank(char32_t c) noexcept {
    return c == ' ' || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
           c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool looks_elementary(std::string_view name) noexcept {
    for (const std::string_view prefix : {"uint", "int", "bytes"}) {
        if (!name.starts_with(prefix)) continue;
        const auto rest = name.substr(prefix.size());
        if (rest.empty() || (rest.front() >= '0' && rest.front() <= '9')) return true;
    }
    return name == "string" || name == "bool" || name == "address";
}

} // namespace

bool is_struct_name(std::string_view name) noexcept {
    if (!is_member_name(name) || looks_elementary(name)) return false;
    while (!name.empty()) {
        const char32_t c = take_character(name);
        if (c == '[' || c == ']' || is_blank(c)) return false;
    }
    return true;
}

bool is_member_name(std::string_view name) noexcept {
    if (name.empty()) return false;
    while (!name.empty()) {
        const char32_t c = take_character(name);
        if (c == '(' || c == ')' || c == ',' || is_control(c)) return false;
    }
    return true;
}

bool sorts_before(std::string_view a, std::string_view b) noexcept {
    const auto [x, y] = std::ranges::mismatch(a, b);
    if (x == a.end() || y == b.end()) return y != b.end();
    const auto first = static_cast<unsigned char>(*x);
    const auto second = static_cast<unsigned char>(*y);
    // Lead bytes: ee and ef of U+E000 to U+FFFF, f0 to f4 of what UTF-16 writes as surrogates.
    constexpr unsigned char private_use = 0xee;
    constexpr unsigned char beyond = 0xf0;
    if (first >= private_use && second >= private_use && (first >= beyond) != (second >= beyond)) {
        return first >= beyond;
    }
    return first < second;
}

} // namespace walletauth::evm::eip712

// SPDX-License-Identifier: Apache-2.0
// The oracle's reading of single SNIP-12 values, each from its text.
#pragma once

#include "slow_stark.hpp"

#include <walletauth/hash/keccak.hpp>
#include <walletauth/text/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace slow_snip12 {

using slow_stark::Int;
using walletauth::json::Kind;
using walletauth::json::Value;

struct Refused {};
inline void demand(bool holds) {
    if (!holds) throw Refused{};
}

inline bool consists_of(std::string_view text, std::string_view set) {
    return !text.empty() && text.find_first_not_of(set) == std::string_view::npos;
}
inline bool is_decimal(std::string_view text) { return consists_of(text, "0123456789"); }
inline bool is_hex(std::string_view text) {
    return text.starts_with("0x") && consists_of(text.substr(2), "0123456789abcdefABCDEF");
}

inline Int power_of_two(unsigned exponent) { return Int{1} << exponent; }

inline Int keccak(std::string_view text) {
    const auto hash =
        walletauth::keccak256({reinterpret_cast<const std::uint8_t *>(text.data()), text.size()});
    Int value = 0;
    for (const std::uint8_t byte : hash)
        value = (value << 8) + byte;
    return value % power_of_two(250);
}

inline Int short_string(std::string_view text) {
    Int value = 0;
    for (const char c : text)
        value = (value << 8) + static_cast<unsigned char>(c);
    return value;
}

/// Decimal, or 0x and hex, below p.
inline Int number_of_text(std::string_view text) {
    demand(is_decimal(text) || is_hex(text));
    const bool hex = is_hex(text);
    std::string_view digits = hex ? text.substr(2) : text;
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    demand(digits.size() <= 78); // far above p
    const Int value{digits.empty() ? std::string{"0"} : (hex ? "0x" : "") + std::string{digits}};
    demand(value < slow_stark::p);
    return value;
}

/// A bare number is exact in JavaScript and has no sign.
inline Int number(const Value &value) {
    demand(value.kind() == Kind::number || value.kind() == Kind::string);
    if (value.kind() == Kind::string) return number_of_text(value.text());
    demand(is_decimal(value.text()));
    const Int n = number_of_text(value.text());
    demand(n < power_of_two(53));
    return n;
}

inline void demand_plain(std::string_view text) {
    demand(std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; }));
}

/// Whether JavaScript's BigInt() takes the text, which has no white space but blanks.
inline bool is_javascript_number(std::string_view text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    if (text.empty()) return true;
    if (text.starts_with('+') || text.starts_with('-')) return is_decimal(text.substr(1));
    if (is_decimal(text)) return true;
    if (text.size() < 3 || text[0] != '0') return false;
    const auto digits = text.substr(2);
    switch (text[1]) {
    case 'x':
    case 'X':
        return consists_of(digits, "0123456789abcdefABCDEF");
    case 'o':
    case 'O':
        return consists_of(digits, "01234567");
    case 'b':
    case 'B':
        return consists_of(digits, "01");
    default:
        return false;
    }
}

inline Int felt(const Value &value) {
    if (value.kind() != Kind::string) return number(value);
    const auto text = value.text();
    if (is_decimal(text) || is_hex(text)) return number_of_text(text);
    demand_plain(text);
    demand(text.empty() || !is_javascript_number(text));
    demand(text.size() <= 31);
    return short_string(text);
}

inline Int u128(const Value &value) {
    const Int n = number(value);
    demand(n < power_of_two(128));
    return n;
}

inline Int i128(const Value &value) {
    demand(value.kind() == Kind::number || value.kind() == Kind::string);
    const auto text = value.text();
    if (!text.starts_with('-')) {
        const Int n = number(value);
        demand(n < power_of_two(127));
        return n;
    }
    demand(is_decimal(text.substr(1)));
    const Int n = number_of_text(text.substr(1));
    demand(n != 0 && n <= power_of_two(127));
    demand(value.kind() == Kind::string || n < power_of_two(53));
    return slow_stark::p - n;
}

inline Int selector(const Value &value) {
    demand(value.kind() == Kind::string);
    const auto text = value.text();
    if (is_hex(text)) return number_of_text(text);
    demand_plain(text);
    demand(text != "0x" && text != "0X");
    demand(!text.starts_with("0X") || !is_javascript_number(text));
    return keccak(text);
}

} // namespace slow_snip12

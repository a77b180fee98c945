// SPDX-License-Identifier: Apache-2.0
// The oracle's reading of single EIP-712 values, each from its text.
#pragma once

#include "core/support/json.hpp"
#include "core/support/keccak.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <cctype>
#include <string>
#include <string_view>

namespace slow_eip712 {

using boost::multiprecision::cpp_int;
using walletauth::json::Kind;
using walletauth::json::Value;

struct Refused {};

inline void demand(bool holds) {
    if (!holds) throw Refused{};
}

inline std::string keccak(const std::string &bytes) {
    const auto hash =
        walletauth::keccak256({reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size()});
    return {hash.begin(), hash.end()};
}

inline constexpr std::string_view digits = "0123456789";
inline constexpr std::string_view hex_digits = "0123456789abcdefABCDEF";
inline constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$";

inline bool consists_of(std::string_view text, std::string_view set) {
    return text.find_first_not_of(set) == std::string_view::npos;
}

inline std::string word(cpp_int number) {
    std::string out(32, '\0');
    for (std::size_t i = out.size(); i-- > 0; number >>= 8)
        out[i] = static_cast<char>(static_cast<unsigned>(number & 0xff));
    return out;
}

inline cpp_int integer(const Value &value) {
    demand(value.kind() == Kind::string || value.kind() == Kind::number);
    std::string text{value.text()};
    const bool is_bare = value.kind() == Kind::number;
    const bool is_hex = !is_bare && text.starts_with("0x");
    const bool is_negative = text.starts_with('-');
    if (is_hex) text.erase(0, 2);
    if (is_negative) text.erase(0, 1);
    demand(!text.empty() && consists_of(text, is_hex ? hex_digits : digits));
    text.erase(0, text.find_first_not_of('0')); // Boost reads a leading 0 as octal
    demand(text.size() < 80 && !(text.empty() && is_negative));
    const cpp_int number{text.empty() ? "0" : (is_hex ? "0x" : "") + text};
    demand(number < cpp_int{1} << (is_bare ? 53 : 256));
    return is_negative ? cpp_int{-number} : number;
}

inline std::string bytes(const std::string &text) {
    demand(text.starts_with("0x") && text.size() % 2 == 0);
    demand(consists_of(std::string_view{text}.substr(2), hex_digits));
    std::string out;
    for (std::size_t i = 2; i < text.size(); i += 2)
        out += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
    return out;
}

/// EIP-55: a letter is upper case where the hash of the lower-case digits has 8 or more.
inline std::string address(const std::string &text) {
    const std::string out = bytes(text);
    demand(out.size() == 20);
    std::string lower = text.substr(2);
    std::string upper = lower;
    for (char &c : lower)
        c = static_cast<char>(std::tolower(c));
    for (char &c : upper)
        c = static_cast<char>(std::toupper(c));
    std::string checked = lower;
    const std::string hash = keccak(lower);
    for (std::size_t i = 0; i < checked.size(); ++i) {
        const int nibble = hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15;
        if (nibble >= 8) checked[i] = upper[i];
    }
    const auto given = text.substr(2);
    demand(given == lower || given == upper || given == checked);
    return out;
}

} // namespace slow_eip712

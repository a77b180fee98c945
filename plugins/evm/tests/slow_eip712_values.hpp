// SPDX-License-Identifier: Apache-2.0
// The oracle's reading of single EIP-712 values, each from its text.
#pragma once

#include <walletauth/hash/keccak.hpp>
#include <walletauth/text/json.hpp>

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

/// UTF-16 code units, by which JavaScript sorts texts. The JSON reader has seen to it that the text
/// is UTF-8.
inline std::u16string utf16(std::string_view text) {
    std::u16string units;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i++]);
        char32_t point = lead;
        if (lead >= 0xc0) {
            const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
            point = lead & (0x3f >> more);
            for (int k = 0; k < more; ++k)
                point = point * 64 + (static_cast<unsigned char>(text[i++]) & 0x3f);
        }
        if (point >= 0x10000) {
            units += static_cast<char16_t>(0xd800 + ((point - 0x10000) >> 10));
            point = 0xdc00 + ((point - 0x10000) & 0x3ff);
        }
        units += static_cast<char16_t>(point);
    }
    return units;
}

/// What separates in encodeType, and category Cc.
inline void demand_member_name(std::string_view name) {
    demand(!name.empty());
    for (const char16_t c : utf16(name)) {
        demand(c != '(' && c != ')' && c != ',');
        demand(c > 0x1f && (c < 0x7f || c > 0x9f));
    }
}

/// Nor brackets, which make arrays, nor White_Space.
inline void demand_struct_name(std::string_view name) {
    static const std::u16string blanks =
        u"[] \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
        u"\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
    demand_member_name(name);
    demand(utf16(name).find_first_of(blanks) == std::u16string::npos);
}

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

/// A letter is upper case where the hash has 8 or more.
inline std::string checked(std::string digits, const std::string &hashed) {
    const std::string hash = keccak(hashed);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int nibble = hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15;
        if (nibble >= 8) digits[i] = static_cast<char>(std::toupper(digits[i]));
    }
    return digits;
}

/// EIP-55 hashes the lower-case digits, EIP-1191 the chain id and the lower-case address.
inline std::string address(const std::string &text, std::string_view chain) {
    const std::string out = bytes(text);
    demand(out.size() == 20);
    std::string lower = text.substr(2);
    std::string upper = lower;
    for (char &c : lower)
        c = static_cast<char>(std::tolower(c));
    for (char &c : upper)
        c = static_cast<char>(std::toupper(c));
    const auto given = text.substr(2);
    const bool has_own = chain == "eip155:30" || chain == "eip155:31";
    demand(given == lower || given == upper || given == checked(lower, lower) ||
           (has_own && given == checked(lower, std::string{chain.substr(7)} + "0x" + lower)));
    return out;
}

} // namespace slow_eip712

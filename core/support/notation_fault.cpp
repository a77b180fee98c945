// SPDX-License-Identifier: Apache-2.0
#include "notation_fault.hpp"

#include "text.hpp"

namespace walletauth {
namespace {

// Of base64, in which those of base58 and hex are.
constexpr std::string_view base64_alphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/=";
constexpr std::string_view no_base58 = "0OIl+/";

std::string place(std::string_view what, std::size_t at) {
    return "has " + std::string{what} + " at " + std::to_string(at);
}

std::string name_of(char character) {
    switch (character) {
    case ' ':
        return "a blank";
    case '\n':
        return "a line feed";
    case '\r':
        return "a carriage return";
    case '\t':
        return "a tab";
    default:
        return '"' + printable_ascii({&character, 1}, 4) + '"';
    }
}

// A blank amid base64 was a plus before a form's decoder turned it; around it, it is just a blank.
bool was_plus(std::string_view text, std::size_t at) noexcept {
    return at != 0 && text.find_first_not_of(' ', at) != std::string_view::npos;
}

std::string explain_character(std::string_view text, std::size_t at) {
    const char character = text[at];
    auto where = place(name_of(character), at);
    if (character == ' ' && was_plus(text, at)) return where + ", where base64 has \"+\"";
    if (character == '-' || character == '_') {
        return where + ": base64url, expected base64 with \"+\" and \"/\"";
    }
    if (character == '%') return where + ": percent-encoded";
    if (character == ':') return where + ": no prefix is written here";
    return where;
}

} // namespace

std::string explain_notation(std::string_view text, std::size_t size) {
    if (text.empty()) return "is empty";
    if (text.front() == '[') {
        const auto bad = text.find_first_not_of("0123456789,[] \t\r\n");
        return bad == std::string_view::npos ? "" : place(name_of(text[bad]), bad) + " of an array";
    }
    if (text.front() == '{') return "is a JSON object, expected an array of byte values or text";
    if (text.starts_with("0x") || text.starts_with("0X")) {
        return "begins with 0x: hex is written without it here";
    }
    const auto at = text.find_first_not_of(base64_alphabet);
    if (at != std::string_view::npos) return explain_character(text, at);
    const bool is_base64 = text.find_first_of(no_base58) != std::string_view::npos;
    const bool is_padded = text.ends_with('=');
    if (is_base64 && !is_padded && size % 3 != 0 && text.size() == (size * 4 + 2) / 3) {
        return "is base64 without the \"=\" at its end";
    }
    return "";
}

} // namespace walletauth

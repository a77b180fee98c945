// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/notation_fault.hpp>

#include <walletauth/text/base58.hpp>

#include <algorithm>
#include <array>

namespace walletauth {
namespace {

constexpr std::string_view hex_alphabet = "0123456789ABCDEFabcdef";
// Of base64, in which those of base58 and hex are.
constexpr std::string_view base64_alphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/=";
constexpr std::string_view no_base58_or_hex = "OIl+/=";

std::string place(char character, std::size_t at) {
    return "has " + std::string{character_name(character).view()} + " at " + std::to_string(at);
}

std::string_view spelled(Notations taken) noexcept {
    return taken == Notations::hex ? "hex" : "hex or base64";
}

std::string explain_json(std::string_view text, Notations taken) {
    const bool is_array = text.front() == '[';
    if (taken != Notations::all) {
        return (is_array ? "is a JSON array, expected " : "is a JSON object, expected ") +
               std::string{spelled(taken)};
    }
    if (!is_array) return "is a JSON object, expected an array of byte values or text";
    const auto bad = text.find_first_not_of("0123456789,[] \t\r\n");
    return bad == std::string_view::npos ? "" : place(text[bad], bad) + " of an array";
}

std::string explain_character(std::string_view text, std::size_t at, std::size_t size) {
    const char character = text[at];
    auto where = place(character, at);
    if (character == ' ' && was_plus(text, at, size)) return where + ", where base64 has \"+\"";
    if (character == '-' || character == '_') {
        return where + ": base64url, expected base64 with \"+\" and \"/\"";
    }
    if (character == '%') return where + ": percent-encoded";
    if (character == ':') return where + ": no prefix is written here";
    return where;
}

bool is_base58_of(std::string_view text, std::size_t size) {
    if (text.find_first_not_of(hex_alphabet) == std::string_view::npos) return false;
    const auto bytes = decode_base58(text, base58_max_text(size));
    return bytes && bytes->size() == size;
}

std::string explain_hex(std::string_view text) {
    const auto at = text.find_first_not_of(hex_alphabet);
    if (at == std::string_view::npos) return "";
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        return place(':', colon) + ": no prefix is written here";
    }
    const bool is_base64 = text.find_first_not_of(base64_alphabet) == std::string_view::npos;
    if (is_base64 && text.find_first_of("+/=") != std::string_view::npos) {
        return "is base64, expected hex";
    }
    return place(text[at], at) + ", which is no hex digit";
}

} // namespace

std::string explain_notation(std::string_view text, std::size_t size, Notations taken) {
    if (text.empty()) return "is empty";
    if (text.front() == '[' || text.front() == '{') return explain_json(text, taken);
    if (text.starts_with("0x") || text.starts_with("0X")) {
        return "begins with 0x: hex is written without it here";
    }
    if (taken != Notations::all && is_base58_of(text, size)) {
        return "is base58, expected " + std::string{spelled(taken)};
    }
    if (taken == Notations::hex) return explain_hex(text);
    const auto at = text.find_first_not_of(base64_alphabet);
    if (at != std::string_view::npos) return explain_character(text, at, size);
    const bool is_hex = text.find_first_not_of(hex_alphabet) == std::string_view::npos;
    const bool is_base64 = is_only_base64(text) || (text.contains('0') && !is_hex);
    const bool is_padded = text.ends_with('=');
    if (is_base64 && !is_padded && size % 3 != 0 && text.size() == (size * 4 + 2) / 3) {
        return "is base64 without the \"=\" at its end";
    }
    return "";
}

InlineText<32> character_name(char character) noexcept {
    switch (character) {
    case ' ':
        return fitting_text<32>("a blank");
    case '\n':
        return fitting_text<32>("a line feed");
    case '\r':
        return fitting_text<32>("a carriage return");
    case '\t':
        return fitting_text<32>("a tab");
    case '\0':
        return fitting_text<32>("a NUL");
    case '"':
        return fitting_text<32>("a quotation mark");
    case '\'':
        return fitting_text<32>("an apostrophe");
    default:
        break;
    }
    const auto byte = static_cast<unsigned char>(character);
    if (byte >= 0x80) return fitting_text<32>("a character outside ASCII");
    if (byte < 0x20 || byte == 0x7f) return fitting_text<32>("a control character");
    const std::array<char, 3> quoted{'\'', character, '\''};
    return fitting_text<32>(std::string_view{quoted.data(), quoted.size()});
}

bool was_plus(std::string_view text, std::size_t at, std::size_t size) noexcept {
    const bool is_base64 =
        std::ranges::all_of(text, [](char c) { return c == ' ' || base64_alphabet.contains(c); });
    if (!is_base64 || !is_only_base64(text)) return false;
    if (text.find_last_not_of(' ', at) != std::string_view::npos &&
        text.find_first_not_of(' ', at) != std::string_view::npos) {
        return true;
    }
    const auto padding = text.size() - 1 - text.find_last_not_of('=');
    return text.size() % 4 == 0 && padding <= 2 &&
           (size == 0 || text.size() / 4 * 3 - padding == size);
}

bool is_only_base64(std::string_view text) noexcept {
    return text.find_first_of(no_base58_or_hex) != std::string_view::npos;
}

InlineText<64> notation_lengths(std::size_t size) noexcept {
    if (size == 0) return fitting_text<64>("any length");
    const auto base58 = base58_max_text(size);
    return fitting_text<64>("base58: ", base58 - 1, " or ", base58,
                            ", base64: ", (size + 2) / 3 * 4, ", hex: ", 2 * size);
}

bool is_too_short(std::string_view text, std::size_t size) noexcept {
    return !text.starts_with('[') && !is_only_base64(text) &&
           text.size() + 1 < base58_max_text(size);
}

} // namespace walletauth

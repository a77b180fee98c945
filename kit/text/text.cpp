// SPDX-License-Identifier: Apache-2.0
#include "sixteen_bytes.hpp"

#include <walletauth/text/text.hpp>

#include <array>
#include <cstring>
#include <limits>

namespace walletauth {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

std::uint8_t byte_at(std::string_view bytes, std::size_t i) noexcept {
    return static_cast<std::uint8_t>(bytes[i]);
}

bool is_shown(std::uint8_t byte) noexcept { return byte >= 0x20 && byte <= 0x7e && byte != '\\'; }

} // namespace

// Unicode 15, table 3-7: only the second byte's range depends on the first byte.
std::size_t utf8_sequence_size(std::string_view bytes) noexcept {
    if (bytes.empty()) {
        return 0;
    }
    const std::uint8_t first = byte_at(bytes, 0);
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xc2 || first > 0xf4) {
        return 0;
    }
    const std::size_t size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (bytes.size() < size) {
        return 0;
    }
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xbf;
    switch (first) {
    case 0xe0:
        low = 0xa0;
        break; // below: overlong
    case 0xed:
        high = 0x9f;
        break; // above: surrogates
    case 0xf0:
        low = 0x90;
        break; // below: overlong
    case 0xf4:
        high = 0x8f;
        break; // above: beyond U+10FFFF
    default:
        break;
    }
    if (byte_at(bytes, 1) < low || byte_at(bytes, 1) > high) {
        return 0;
    }
    for (std::size_t i = 2; i < size; ++i) {
        if ((byte_at(bytes, i) & 0xc0) != 0x80) {
            return 0;
        }
    }
    return size;
}

bool is_utf8(std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        std::uint64_t word;
        while (bytes.size() >= sizeof word) {
            std::memcpy(&word, bytes.data(), sizeof word);
            if ((word & 0x8080808080808080) != 0) {
                break;
            }
            bytes.remove_prefix(sizeof word);
        }
        if (bytes.empty()) {
            break;
        }
        const std::size_t size = utf8_sequence_size(bytes);
        if (size == 0) {
            return false;
        }
        bytes.remove_prefix(size);
    }
    return true;
}

bool is_utf8(std::span<const std::uint8_t> bytes) noexcept {
    return is_utf8(std::string_view(reinterpret_cast<const char *>(bytes.data()), bytes.size()));
}

namespace {

// True if each of the eight bytes is 0x20 to 0x7e.
bool is_shown_ascii(std::uint64_t word) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highs = 0x8080808080808080;
    // With the high bits clear, a sum reaches them only from 0x7f, and a difference only below
    // 0x20.
    return ((word | (word + ones) | (((word | highs) - 0x20 * ones) ^ highs)) & highs) == 0;
}

// Size of the character that `bytes` begins with; 0 if it is no plain text.
std::size_t plain_character_size(std::string_view bytes) noexcept {
    const std::uint8_t first = byte_at(bytes, 0);
    if (first < 0x80) {
        const bool is_control = first < 0x20 || first == 0x7f;
        return is_control && first != '\t' && first != '\n' && first != '\r' ? 0 : 1;
    }
    if (first >= 0xe0) {
        return utf8_sequence_size(bytes);
    }
    // Two bytes, on the short way: C2 80 to C2 9F are U+0080 to U+009F.
    const std::uint8_t low = first == 0xc2 ? 0xa0 : 0x80;
    const bool good = first >= 0xc2 && bytes.size() > 1 && byte_at(bytes, 1) >= low;
    return good && byte_at(bytes, 1) <= 0xbf ? 2 : 0;
}

// The same with TAB, LF and CR among them.
bool is_plain_ascii(std::string_view bytes) noexcept {
    constexpr auto plain = [] {
        std::array<bool, 256> table{};
        for (std::size_t i = 0x20; i < 0x7f; ++i)
            table[i] = true;
        table['\t'] = table['\n'] = table['\r'] = true;
        return table;
    }();
    bool all = true;
    for (const char c : bytes)
        all = all && plain[static_cast<unsigned char>(c)];
    return all;
}

} // namespace

std::size_t printable_size(std::string_view text) noexcept {
    return size_before(text, [](SixteenBytes bytes) {
        return bytes.are_control_or_not_ascii() | bytes.are('\x7f');
    });
}

std::size_t plain_text_size(std::span<const std::uint8_t> bytes) noexcept {
    std::string_view left(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    while (!left.empty()) {
        std::uint64_t word;
        if (byte_at(left, 0) < 0x80 && left.size() >= sizeof word) {
            std::memcpy(&word, left.data(), sizeof word);
            if (is_shown_ascii(word) || is_plain_ascii(left.substr(0, sizeof word))) {
                left.remove_prefix(sizeof word);
                continue;
            }
        }
        const std::size_t size = plain_character_size(left);
        if (size == 0) {
            break;
        }
        left.remove_prefix(size);
    }
    return bytes.size() - left.size();
}

bool is_plain_text(std::span<const std::uint8_t> bytes) noexcept {
    return plain_text_size(bytes) == bytes.size();
}

std::string printable_ascii(std::string_view text, std::size_t max_size) {
    std::string shown;
    std::size_t whole = 0; // size of the longest whole prefix that leaves room for the dots
    const std::size_t dots = max_size < 3 ? max_size : 3;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::uint8_t byte = byte_at(text, i);
        if (shown.size() + (is_shown(byte) ? 1 : 4) > max_size) {
            shown.resize(whole);
            shown.append(dots, '.');
            break;
        }
        if (is_shown(byte)) {
            shown.push_back(text[i]);
        } else {
            shown.append("\\x");
            shown.push_back(hex_digits[byte >> 4]);
            shown.push_back(hex_digits[byte & 15]);
        }
        if (shown.size() + dots <= max_size) {
            whole = shown.size();
        }
    }
    return shown;
}

std::optional<std::uint64_t> parse_decimal_u64(std::string_view text) noexcept {
    if (text.empty() || (text.size() > 1 && text[0] == '0')) {
        return std::nullopt;
    }
    constexpr std::uint64_t max = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (value > (max - digit) / 10) {
            return std::nullopt;
        }
        value = value * 10 + digit;
    }
    return value;
}

} // namespace walletauth

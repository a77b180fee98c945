// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/base64.hpp>

#include <array>
#include <optional>

namespace walletauth {
namespace {

using Kind = Base64Error::Kind;

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t no_digit = 0xff;

consteval std::array<std::uint8_t, 256> digit_values() {
    std::array<std::uint8_t, 256> values{};
    values.fill(no_digit);
    for (std::uint8_t i = 0; i < 64; ++i) {
        values[static_cast<std::uint8_t>(alphabet[i])] = i;
    }
    return values;
}

constexpr std::array<std::uint8_t, 256> values = digit_values();

std::uint8_t value_of(char digit) noexcept { return values[static_cast<std::uint8_t>(digit)]; }

// Characters before the padding, of which there are at most two. `text` is whole groups of four.
std::size_t count_digits(std::string_view text) noexcept {
    std::size_t count = text.size();
    while (count > 0 && text.size() - count < 2 && text[count - 1] == '=') {
        --count;
    }
    return count;
}

// `out` has exactly the digits' size: digits * 6 / 8 bytes.
std::optional<Base64Error> decode(std::string_view digits, std::span<std::uint8_t> out) noexcept {
    std::uint32_t bits = 0;
    std::size_t written = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::uint8_t value = value_of(digits[i]);
        if (value == no_digit) {
            return Base64Error{Kind::bad_digit, i};
        }
        bits = bits << 6 | value;
        // Of each four digits the first completes no byte; the others leave 4, 2 and 0 bits.
        if (i % 4 != 0) {
            out[written++] = static_cast<std::uint8_t>(bits >> (6 - i % 4 * 2));
        }
    }
    const std::uint32_t unused = digits.size() % 4 == 2 ? 0xf : digits.size() % 4 == 3 ? 0x3 : 0;
    if ((bits & unused) != 0) {
        return Base64Error{Kind::trailing_bits, digits.size() - 1};
    }
    return std::nullopt;
}

} // namespace

std::expected<std::vector<std::uint8_t>, Base64Error> decode_base64(std::string_view text) {
    if (text.size() % 4 != 0) {
        return std::unexpected(Base64Error{Kind::bad_length, text.size()});
    }
    const std::string_view digits = text.substr(0, count_digits(text));
    std::vector<std::uint8_t> bytes(text.size() / 4 * 3 - (text.size() - digits.size()));
    if (const auto error = decode(digits, bytes)) {
        return std::unexpected(*error);
    }
    return bytes;
}

bool decode_base64_into(std::string_view text, std::span<std::uint8_t> out) noexcept {
    if (text.size() % 4 != 0) {
        return false;
    }
    const std::string_view digits = text.substr(0, count_digits(text));
    return text.size() / 4 * 3 - (text.size() - digits.size()) == out.size() &&
           !decode(digits, out);
}

std::string encode_base64(std::span<const std::uint8_t> bytes) {
    std::string text((bytes.size() + 2) / 3 * 4, '=');
    char *out = text.data();
    for (; bytes.size() >= 3; bytes = bytes.subspan(3)) {
        const std::uint32_t bits = bytes[0] << 16 | bytes[1] << 8 | bytes[2];
        *out++ = alphabet[bits >> 18];
        *out++ = alphabet[bits >> 12 & 63];
        *out++ = alphabet[bits >> 6 & 63];
        *out++ = alphabet[bits & 63];
    }
    if (bytes.size() == 1) {
        *out++ = alphabet[bytes[0] >> 2];
        *out++ = alphabet[bytes[0] << 4 & 63];
    } else if (bytes.size() == 2) {
        *out++ = alphabet[bytes[0] >> 2];
        *out++ = alphabet[(bytes[0] << 4 | bytes[1] >> 4) & 63];
        *out++ = alphabet[bytes[1] << 2 & 63];
    }
    return text;
}

} // namespace walletauth

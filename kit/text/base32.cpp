// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/base32.hpp>

#include <array>
#include <optional>

namespace walletauth {
namespace {

using Kind = Base32Error::Kind;

constexpr std::string_view upper_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view lower_digits = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::uint8_t no_digit = 0xff;
constexpr std::size_t max_padding = 6; // characters

consteval std::array<std::uint8_t, 256> digit_values(std::string_view digits) {
    std::array<std::uint8_t, 256> values{};
    values.fill(no_digit);
    for (std::uint8_t i = 0; i < 32; ++i)
        values[static_cast<std::uint8_t>(digits[i])] = i;
    return values;
}

constexpr auto upper_values = digit_values(upper_digits);
constexpr auto lower_values = digit_values(lower_digits);

// What stands before the padding; nothing if the length is that of no bytes.
std::optional<std::string_view> digits_of(std::string_view text, Padding padding) noexcept {
    std::size_t count = text.size();
    if (padding == Padding::required) {
        if (text.size() % 8 != 0) return std::nullopt;
        while (count > 0 && text.size() - count < max_padding && text[count - 1] == '=')
            --count;
    }
    // Sizes of 1 to 4 bytes are 2, 4, 5 and 7 digits.
    const std::size_t rest = count % 8;
    if (rest == 1 || rest == 3 || rest == 6) return std::nullopt;
    return text.substr(0, count);
}

// `out` has exactly the digits' size: digits * 5 / 8 bytes.
std::optional<Base32Error> decode(std::string_view digits, Base32Alphabet alphabet,
                                  std::span<std::uint8_t> out) noexcept {
    const auto &values = alphabet == Base32Alphabet::upper ? upper_values : lower_values;
    std::uint32_t bits = 0;
    unsigned bit_count = 0; // of the last digits, in no byte yet
    std::size_t written = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::uint8_t value = values[static_cast<std::uint8_t>(digits[i])];
        if (value == no_digit) return Base32Error{Kind::bad_digit, i};
        bits = bits << 5 | value;
        bit_count += 5;
        if (bit_count >= 8) {
            bit_count -= 8;
            out[written++] = static_cast<std::uint8_t>(bits >> bit_count);
        }
    }
    if ((bits & ((1U << bit_count) - 1)) != 0) {
        return Base32Error{Kind::trailing_bits, digits.size() - 1};
    }
    return std::nullopt;
}

} // namespace

std::expected<std::vector<std::uint8_t>, Base32Error> decode_base32(std::string_view text,
                                                                    Padding padding,
                                                                    Base32Alphabet alphabet) {
    const auto digits = digits_of(text, padding);
    if (!digits) return std::unexpected(Base32Error{Kind::bad_length, text.size()});
    std::vector<std::uint8_t> bytes(digits->size() * 5 / 8);
    if (const auto error = decode(*digits, alphabet, bytes)) return std::unexpected(*error);
    return bytes;
}

bool decode_base32_into(std::string_view text, std::span<std::uint8_t> out, Padding padding,
                        Base32Alphabet alphabet) noexcept {
    const auto digits = digits_of(text, padding);
    return digits && digits->size() * 5 / 8 == out.size() && !decode(*digits, alphabet, out);
}

std::string encode_base32(std::span<const std::uint8_t> bytes, Padding padding,
                          Base32Alphabet alphabet) {
    const auto digits = alphabet == Base32Alphabet::upper ? upper_digits : lower_digits;
    std::string text(base32_text_size(bytes.size(), padding), '=');
    char *out = text.data();
    std::uint32_t bits = 0;
    unsigned bit_count = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8 | byte;
        bit_count += 8;
        for (; bit_count >= 5; bit_count -= 5)
            *out++ = digits[bits >> (bit_count - 5) & 31];
    }
    if (bit_count > 0) *out = digits[bits << (5 - bit_count) & 31];
    return text;
}

} // namespace walletauth

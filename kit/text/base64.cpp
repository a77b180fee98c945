// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/base64.hpp>

#include <array>
#include <bit>
#include <cstring>
#include <optional>

namespace walletauth {
namespace {

using Kind = Base64Error::Kind;

constexpr std::string_view standard_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t no_digit = 0xff;

using Values = std::array<std::uint8_t, 256>;

consteval Values digit_values(std::string_view digits) {
    Values values{};
    values.fill(no_digit);
    for (std::uint8_t i = 0; i < 64; ++i) {
        values[static_cast<std::uint8_t>(digits[i])] = i;
    }
    return values;
}

constexpr Values standard_values = digit_values(standard_digits);
constexpr Values url_values = digit_values(url_digits);

/// Two digits of twelve bits: half as many look-ups as one by one.
using Pairs = std::array<std::array<char, 2>, 4096>;

consteval Pairs digit_pairs(std::string_view digits) {
    Pairs pairs{};
    for (std::size_t i = 0; i < pairs.size(); ++i)
        pairs[i] = {digits[i >> 6], digits[i & 63]};
    return pairs;
}

constexpr Pairs standard_pairs = digit_pairs(standard_digits);
constexpr Pairs url_pairs = digit_pairs(url_digits);

const Values &values_of(Base64Alphabet alphabet) noexcept {
    return alphabet == Base64Alphabet::standard ? standard_values : url_values;
}

// Characters before the padding, of which there are at most two. `text` is whole groups of four.
std::size_t count_digits(std::string_view text) noexcept {
    std::size_t count = text.size();
    while (count > 0 && text.size() - count < 2 && text[count - 1] == '=') {
        --count;
    }
    return count;
}

// What stands before the padding; nothing if the length is that of no bytes.
std::optional<std::string_view> digits_of(std::string_view text, Padding padding) noexcept {
    if (padding == Padding::none) {
        return text.size() % 4 == 1 ? std::nullopt : std::optional{text};
    }
    if (text.size() % 4 != 0) return std::nullopt;
    return text.substr(0, count_digits(text));
}

// `out` has exactly the digits' size: digits * 6 / 8 bytes.
std::optional<Base64Error> decode(std::string_view digits, const Values &values,
                                  std::span<std::uint8_t> out) noexcept {
    std::uint32_t bits = 0;
    std::size_t written = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::uint8_t value = values[static_cast<std::uint8_t>(digits[i])];
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

std::expected<std::vector<std::uint8_t>, Base64Error> decode_base64(std::string_view text,
                                                                    Base64Alphabet alphabet,
                                                                    Padding padding) {
    const auto digits = digits_of(text, padding);
    if (!digits) return std::unexpected(Base64Error{Kind::bad_length, text.size()});
    std::vector<std::uint8_t> bytes(digits->size() * 6 / 8);
    if (const auto error = decode(*digits, values_of(alphabet), bytes)) {
        return std::unexpected(*error);
    }
    return bytes;
}

std::expected<std::vector<std::uint8_t>, Base64Error> decode_base64(std::string_view text) {
    return decode_base64(text, Base64Alphabet::standard, Padding::required);
}

bool decode_base64_into(std::string_view text, std::span<std::uint8_t> out, Base64Alphabet alphabet,
                        Padding padding) noexcept {
    const auto digits = digits_of(text, padding);
    return digits && digits->size() * 6 / 8 == out.size() &&
           !decode(*digits, values_of(alphabet), out);
}

bool decode_base64_into(std::string_view text, std::span<std::uint8_t> out) noexcept {
    return decode_base64_into(text, out, Base64Alphabet::standard, Padding::required);
}

std::string encode_base64(std::span<const std::uint8_t> bytes, Base64Alphabet alphabet,
                          Padding padding) {
    const auto digits = alphabet == Base64Alphabet::standard ? standard_digits : url_digits;
    const auto whole = (bytes.size() + 2) / 3 * 4;
    const auto unused = (3 - bytes.size() % 3) % 3;
    std::string text(padding == Padding::required ? whole : whole - unused, '=');
    char *out = text.data();
    const auto &pairs = alphabet == Base64Alphabet::standard ? standard_pairs : url_pairs;
    // Six bytes at a time, as the upper ones of a number; what it reads behind them is there.
    for (; bytes.size() >= 8; bytes = bytes.subspan(6), out += 8) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, bytes.data(), 8);
        if constexpr (std::endian::native == std::endian::little) bits = std::byteswap(bits);
        std::memcpy(out, pairs[bits >> 52].data(), 2);
        std::memcpy(out + 2, pairs[bits >> 40 & 4095].data(), 2);
        std::memcpy(out + 4, pairs[bits >> 28 & 4095].data(), 2);
        std::memcpy(out + 6, pairs[bits >> 16 & 4095].data(), 2);
    }
    for (; bytes.size() >= 3; bytes = bytes.subspan(3), out += 4) {
        const std::uint32_t bits = bytes[0] << 16 | bytes[1] << 8 | bytes[2];
        std::memcpy(out, pairs[bits >> 12].data(), 2);
        std::memcpy(out + 2, pairs[bits & 4095].data(), 2);
    }
    if (bytes.size() == 1) {
        *out++ = digits[bytes[0] >> 2];
        *out++ = digits[bytes[0] << 4 & 63];
    } else if (bytes.size() == 2) {
        *out++ = digits[bytes[0] >> 2];
        *out++ = digits[(bytes[0] << 4 | bytes[1] >> 4) & 63];
        *out++ = digits[bytes[1] << 2 & 63];
    }
    return text;
}

std::string encode_base64(std::span<const std::uint8_t> bytes) {
    return encode_base64(bytes, Base64Alphabet::standard, Padding::required);
}

} // namespace walletauth

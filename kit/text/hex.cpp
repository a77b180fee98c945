// SPDX-License-Identifier: Apache-2.0
#include <walletauth/text/hex.hpp>

#include <array>
#include <cstring>

namespace walletauth {
namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::uint8_t no_digit = 0xff;

consteval std::array<std::uint8_t, 256> digit_values() {
    std::array<std::uint8_t, 256> values{};
    values.fill(no_digit);
    for (std::uint8_t i = 0; i < 16; ++i) {
        values[static_cast<std::uint8_t>(digits[i])] = i;
        if (i >= 10) {
            values[static_cast<std::uint8_t>(digits[i] - 'a' + 'A')] = i;
        }
    }
    return values;
}

constexpr std::array<std::uint8_t, 256> values = digit_values();

std::uint8_t value_of(char digit) noexcept { return values[static_cast<std::uint8_t>(digit)]; }

using Pair = std::array<char, 2>;
constexpr std::array<Pair, 256> pairs = [] {
    std::array<Pair, 256> made{};
    for (std::size_t byte = 0; byte < made.size(); ++byte)
        made[byte] = {digits[byte >> 4], digits[byte & 15]};
    return made;
}();

/// Sixteen bytes as 32 digits at once, by vectors that every compiler has which builds walletauth.
void write_32_digits(const std::uint8_t *bytes, char *out) noexcept {
    using Bytes = std::uint8_t __attribute__((vector_size(16)));
    Bytes all;
    std::memcpy(&all, bytes, sizeof all);
    const Bytes high = all >> 4, low = all & 15;
    const Bytes first =
        __builtin_shufflevector(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const Bytes second = __builtin_shufflevector(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28,
                                                 13, 29, 14, 30, 15, 31);
    const auto write = [](Bytes nibbles, char *to) {
        constexpr std::uint8_t above_nine = 'a' - '9' - 1;
        const Bytes letters = (Bytes)(nibbles > 9) & above_nine;
        const Bytes text = nibbles + '0' + letters;
        std::memcpy(to, &text, sizeof text);
    };
    write(first, out);
    write(second, out + sizeof first);
}

void write_digits(std::span<const std::uint8_t> bytes, char *out) noexcept {
    for (; bytes.size() >= 16; bytes = bytes.subspan(16), out += 32)
        write_32_digits(bytes.data(), out);
    for (const std::uint8_t byte : bytes) {
        std::memcpy(out, pairs[byte].data(), sizeof(Pair));
        out += sizeof(Pair);
    }
}

} // namespace

bool decode_hex_into(std::string_view text, std::span<std::uint8_t> out) noexcept {
    if (text.size() % 2 != 0 || text.size() / 2 != out.size()) {
        return false;
    }
    // Only no_digit has bits above the low four, so one test at the end sees any bad digit.
    std::uint8_t seen = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint8_t high = value_of(text[2 * i]);
        const std::uint8_t low = value_of(text[2 * i + 1]);
        seen |= high | low;
        out[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return seen < 16;
}

std::expected<std::vector<std::uint8_t>, HexError> decode_hex(std::string_view text) {
    if (text.size() % 2 != 0) {
        return std::unexpected(HexError{HexError::Kind::odd_length, text.size()});
    }
    std::vector<std::uint8_t> bytes(text.size() / 2);
    if (!decode_hex_into(text, bytes)) {
        std::size_t index = 0;
        while (value_of(text[index]) != no_digit) {
            ++index;
        }
        return std::unexpected(HexError{HexError::Kind::bad_digit, index});
    }
    return bytes;
}

bool is_lower_hex(std::string_view text) noexcept {
    return text.find_first_not_of(digits) == std::string_view::npos;
}

std::string encode_hex(std::span<const std::uint8_t> bytes) {
    std::string text(2 * bytes.size(), '\0');
    write_digits(bytes, text.data());
    return text;
}

bool encode_hex_into(std::span<const std::uint8_t> bytes, std::span<char> out) noexcept {
    if (out.size() % 2 != 0 || out.size() / 2 != bytes.size()) {
        return false;
    }
    write_digits(bytes, out.data());
    return true;
}

} // namespace walletauth

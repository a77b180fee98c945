// SPDX-License-Identifier: Apache-2.0
#include "integer_text.hpp"

#include <algorithm>
#include <bit>

namespace walletauth::evm {
namespace {

int digit_of(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 16;
}

/// magnitude * base + digit; false if that exceeds 256 bits.
bool append_digit(std::array<std::uint8_t, 32> &magnitude, unsigned base, unsigned digit) noexcept {
    unsigned carry = digit;
    for (std::size_t i = magnitude.size(); i-- > 0;) {
        carry += magnitude[i] * base;
        magnitude[i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
    }
    return carry == 0;
}

bool is_zero(const std::array<std::uint8_t, 32> &magnitude) noexcept {
    return std::ranges::all_of(magnitude, [](std::uint8_t byte) { return byte == 0; });
}

std::array<std::uint8_t, 32> twos_complement(const Integer &value) noexcept {
    if (!value.negative) return value.magnitude;
    std::array<std::uint8_t, 32> word{};
    unsigned carry = 1;
    for (std::size_t i = word.size(); i-- > 0;) {
        carry += static_cast<std::uint8_t>(~value.magnitude[i]);
        word[i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
    }
    return word;
}

} // namespace

unsigned Integer::bits() const noexcept {
    for (std::size_t i = 0; i < magnitude.size(); ++i) {
        if (magnitude[i] == 0) continue;
        return static_cast<unsigned>((magnitude.size() - i) * 8) -
               static_cast<unsigned>(std::countl_zero(magnitude[i]));
    }
    return 0;
}

std::optional<Integer> parse_integer(std::string_view text) noexcept {
    Integer value;
    int base = 10;
    if (text.starts_with("0x")) {
        base = 16;
        text.remove_prefix(2);
    } else if (text.starts_with('-')) {
        value.negative = true;
        text.remove_prefix(1);
    }
    if (text.empty()) return std::nullopt;
    // Leading zeros cost nothing, so the text's length bounds the work.
    const auto first = std::min(text.find_first_not_of('0'), text.size() - 1);
    for (const char c : text.substr(first)) {
        const int digit = digit_of(c);
        if (digit >= base || !append_digit(value.magnitude, static_cast<unsigned>(base),
                                           static_cast<unsigned>(digit))) {
            return std::nullopt;
        }
    }
    if (value.negative && is_zero(value.magnitude)) return std::nullopt;
    return value;
}

std::optional<Integer> parse_json_integer(std::string_view literal) noexcept {
    if (literal.starts_with("0x")) return std::nullopt;
    const auto value = parse_integer(literal);
    constexpr unsigned exact_bits = 53;
    if (!value || value->bits() > exact_bits) return std::nullopt;
    return value;
}

std::optional<std::array<std::uint8_t, 32>> encode_unsigned(const Integer &value,
                                                            unsigned bits) noexcept {
    if (value.negative || value.bits() > bits) return std::nullopt;
    return value.magnitude;
}

std::optional<std::array<std::uint8_t, 32>> encode_signed(const Integer &value,
                                                          unsigned bits) noexcept {
    const unsigned size = value.bits();
    if (size < bits) return twos_complement(value);
    // Only -2^(bits-1) has `bits` bits.
    if (!value.negative || size != bits) return std::nullopt;
    Integer least;
    least.negative = true;
    least.magnitude[32 - bits / 8] = 0x80;
    if (value.magnitude != least.magnitude) return std::nullopt;
    return twos_complement(value);
}

std::string to_decimal(const std::array<std::uint8_t, 32> &magnitude) {
    auto rest = magnitude;
    std::string digits;
    do {
        unsigned remainder = 0;
        for (auto &byte : rest) {
            remainder = remainder << 8 | byte;
            byte = static_cast<std::uint8_t>(remainder / 10);
            remainder %= 10;
        }
        digits.push_back(static_cast<char>('0' + remainder));
    } while (!is_zero(rest));
    std::ranges::reverse(digits);
    return digits;
}

} // namespace walletauth::evm

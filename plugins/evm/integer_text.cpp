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

__extension__ using Wide = unsigned __int128;

/// 256 bits, the least significant limb first.
using Limbs = std::array<std::uint64_t, 4>;

/// limbs * factor + more; false if that exceeds 256 bits.
bool multiply_add(Limbs &limbs, std::uint64_t factor, std::uint64_t more) noexcept {
    Wide carry = more;
    for (auto &limb : limbs) {
        carry += static_cast<Wide>(limb) * factor;
        limb = static_cast<std::uint64_t>(carry);
        carry >>= 64;
    }
    return carry == 0;
}

/// The digits' number; nothing for another character and beyond 256 bits. Takes as many digits at
/// once as fit into a limb.
std::optional<Limbs> read_digits(std::string_view digits, unsigned base) noexcept {
    const std::size_t at_once = base == 16 ? 15 : 19;
    Limbs limbs{};
    for (; !digits.empty(); digits.remove_prefix(std::min(at_once, digits.size()))) {
        std::uint64_t factor = 1;
        std::uint64_t chunk = 0;
        for (const char c : digits.substr(0, at_once)) {
            const auto digit = static_cast<unsigned>(digit_of(c));
            if (digit >= base) return std::nullopt;
            factor *= base;
            chunk = chunk * base + digit;
        }
        if (!multiply_add(limbs, factor, chunk)) return std::nullopt;
    }
    return limbs;
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
    unsigned base = 10;
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
    const auto limbs = read_digits(text.substr(first), base);
    if (!limbs) return std::nullopt;
    for (std::size_t i = 0; i < value.magnitude.size(); ++i) {
        const auto shift = 8 * (7 - i % 8);
        value.magnitude[i] = static_cast<std::uint8_t>((*limbs)[3 - i / 8] >> shift);
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

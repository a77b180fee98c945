// SPDX-License-Identifier: Apache-2.0
#include "felt.hpp"

#include <walletauth/text/hex.hpp>

#include <algorithm>

namespace walletauth::starknet {
namespace {

constexpr std::size_t max_hex_digits = 64;
constexpr std::size_t max_decimal_digits = 78;

Words words_of(std::span<const std::uint8_t, 32> bytes) noexcept {
    Words words{};
    for (std::size_t i = 0; i < 32; ++i) {
        words[3 - i / 8] = words[3 - i / 8] << 8 | bytes[i];
    }
    return words;
}

/// value * 10 + digit; false beyond 256 bits.
bool append_decimal(Words &value, unsigned digit) noexcept {
    felt_detail::U128 carry = digit;
    for (auto &word : value) {
        carry += static_cast<felt_detail::U128>(word) * 10;
        word = static_cast<std::uint64_t>(carry);
        carry >>= 64;
    }
    return carry == 0;
}

} // namespace

std::optional<Felt> Felt::from_bytes(std::span<const std::uint8_t, 32> bytes) noexcept {
    return from_words(words_of(bytes));
}

std::optional<Felt> Felt::from_hex(std::string_view text) noexcept {
    if (!text.starts_with("0x")) return std::nullopt;
    text.remove_prefix(2);
    if (text.empty() || text.size() > max_hex_digits) return std::nullopt;
    std::array<char, max_hex_digits> digits;
    digits.fill('0');
    std::ranges::copy(text, digits.end() - static_cast<std::ptrdiff_t>(text.size()));
    std::array<std::uint8_t, 32> bytes{};
    if (!decode_hex_into({digits.data(), digits.size()}, bytes)) return std::nullopt;
    return from_bytes(bytes);
}

std::optional<Felt> Felt::from_decimal(std::string_view text) noexcept {
    if (text.empty() || text.size() > max_decimal_digits) return std::nullopt;
    Words value{};
    for (const char c : text) {
        if (c < '0' || c > '9' || !append_decimal(value, static_cast<unsigned>(c - '0'))) {
            return std::nullopt;
        }
    }
    return from_words(value);
}

std::optional<Felt> Felt::from_short_string(std::string_view text) noexcept {
    if (text.size() > 31) return std::nullopt;
    std::array<std::uint8_t, 32> bytes{};
    std::ranges::transform(text, bytes.end() - static_cast<std::ptrdiff_t>(text.size()),
                           [](char c) { return static_cast<std::uint8_t>(c); });
    return from_bytes(bytes);
}

std::array<std::uint8_t, 32> Felt::bytes() const noexcept {
    const Words value = words();
    std::array<std::uint8_t, 32> bytes{};
    for (std::size_t i = 0; i < 32; ++i) {
        bytes[i] = static_cast<std::uint8_t>(value[3 - i / 8] >> (56 - 8 * (i % 8)));
    }
    return bytes;
}

std::string Felt::hex() const {
    const auto digits = encode_hex(bytes());
    const auto first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    return "0x" + digits.substr(first);
}

std::string Felt::padded_hex() const { return "0x" + encode_hex(bytes()); }

} // namespace walletauth::starknet

// SPDX-License-Identifier: Apache-2.0
// Integers of up to 256 bits from the texts of a typed-data document.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::evm {

/// Sign and magnitude, big-endian; never minus zero.
struct Integer {
    std::array<std::uint8_t, 32> magnitude{};
    bool negative = false;

    [[nodiscard]] unsigned bits() const noexcept; ///< of the magnitude
};

/// Decimal digits with an optional minus, or 0x and hex digits of either case; leading zeros are
/// fine. Nothing for any other text, minus zero, and what has more than 256 bits.
[[nodiscard]] std::optional<Integer> parse_integer(std::string_view text) noexcept;

/// A bare JSON number: an integer as JSON writes it, without fraction, exponent and minus zero, of
/// at most 2^53 - 1, beyond which JavaScript wallets round.
[[nodiscard]] std::optional<Integer> parse_json_integer(std::string_view literal) noexcept;

/// Two's complement in 32 bytes, if it fits into `bits` bits.
[[nodiscard]] std::optional<std::array<std::uint8_t, 32>> encode_unsigned(const Integer &value,
                                                                          unsigned bits) noexcept;
[[nodiscard]] std::optional<std::array<std::uint8_t, 32>> encode_signed(const Integer &value,
                                                                        unsigned bits) noexcept;

/// The decimal digits of a magnitude, without leading zeros.
[[nodiscard]] std::string to_decimal(const std::array<std::uint8_t, 32> &magnitude);

} // namespace walletauth::evm

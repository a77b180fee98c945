// SPDX-License-Identifier: Apache-2.0
// Elements of the Stark field, modulo p = 2^251 + 17 * 2^192 + 1.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace walletauth::starknet {

/// 256 bits, little-endian limbs; a plain integer.
using Words = std::array<std::uint64_t, 4>;

/// A field element, always fully reduced, in Montgomery form (R = 2^256). 32 bytes, trivially
/// copyable; default is 0. Ordered as integers.
class Felt {
  public:
    constexpr Felt() noexcept = default;
    /// The element of an integer below 2^64.
    constexpr explicit Felt(std::uint64_t value) noexcept;

    /// An integer below p; nothing otherwise.
    [[nodiscard]] static constexpr std::optional<Felt> from_words(const Words &value) noexcept;
    /// 32 bytes, big-endian, below p; nothing otherwise.
    [[nodiscard]] static std::optional<Felt> from_bytes(
        std::span<const std::uint8_t, 32> bytes) noexcept;
    /// `0x` (lower case) and 1 or more hex digits of either case, below p; leading zeros are fine
    /// as long as the text has at most 2 + 64 characters.
    [[nodiscard]] static std::optional<Felt> from_hex(std::string_view text) noexcept;
    /// Decimal digits only, below p; leading zeros are fine up to 78 characters.
    [[nodiscard]] static std::optional<Felt> from_decimal(std::string_view text) noexcept;
    /// At most 31 bytes, big-endian, as Cairo reads a short string; "" is 0.
    [[nodiscard]] static std::optional<Felt> from_short_string(std::string_view text) noexcept;

    /// The integer, below p.
    [[nodiscard]] constexpr Words words() const noexcept;
    [[nodiscard]] std::array<std::uint8_t, 32> bytes() const noexcept; ///< big-endian
    [[nodiscard]] std::string hex() const;        ///< `0x` without leading zeros; 0 is "0x0"
    [[nodiscard]] std::string padded_hex() const; ///< `0x` and 64 lower-case digits

    [[nodiscard]] constexpr bool is_zero() const noexcept;
    friend constexpr bool operator==(const Felt &, const Felt &) noexcept = default;
    friend constexpr std::strong_ordering operator<=>(const Felt &a, const Felt &b) noexcept;

    friend constexpr Felt operator+(const Felt &a, const Felt &b) noexcept;
    friend constexpr Felt operator-(const Felt &a, const Felt &b) noexcept;
    friend constexpr Felt operator*(const Felt &a, const Felt &b) noexcept;

    /// The limbs in Montgomery form, and back; for the arithmetic files only.
    [[nodiscard]] constexpr const Words &montgomery() const noexcept { return limbs_; }
    [[nodiscard]] static constexpr Felt from_montgomery(const Words &reduced) noexcept {
        Felt felt;
        felt.limbs_ = reduced;
        return felt;
    }

  private:
    Words limbs_{};
};

} // namespace walletauth::starknet

#include "felt_inline.hpp"

// SPDX-License-Identifier: Apache-2.0
/// CRC-16/XMODEM: polynomial x^16 + x^12 + x^5 + 1 (0x1021), begins with 0, no reflection.
/// Stellar's StrKey (SEP-23, little-endian) and TON's addresses (big-endian) end in it.
///
/// It finds mistakes in writing. It is no hash: who wants to, makes texts with the same checksum.
#pragma once

#include <walletauth/cxx23.hpp>

#include <array>
#include <cstdint>
#include <span>

namespace walletauth {

/// A checksum as a number, and as the two bytes that stand in an address.
struct Crc16 {
    std::uint16_t value = 0;

    [[nodiscard]] constexpr std::array<std::uint8_t, 2> big_endian() const noexcept {
        return {static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value & 0xff)};
    }
    [[nodiscard]] constexpr std::array<std::uint8_t, 2> little_endian() const noexcept {
        return {static_cast<std::uint8_t>(value & 0xff), static_cast<std::uint8_t>(value >> 8)};
    }
    [[nodiscard]] friend constexpr bool operator==(Crc16, Crc16) noexcept = default;
};

/// Of any size, linear, no allocation. Safe from any thread.
[[nodiscard]] Crc16 crc16_xmodem(std::span<const std::uint8_t> data) noexcept;

} // namespace walletauth

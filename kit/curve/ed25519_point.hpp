// SPDX-License-Identifier: Apache-2.0
//
// Points of edwards25519 in extended coordinates, for what libsodium does not offer: encodings and
// orders that it refuses. Only public data: variable time.
#pragma once

#include "ed25519_field.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace walletauth::ed25519 {

using Encoding = std::array<std::uint8_t, 32>;

// x = X/Z, y = Y/Z, x*y = T/Z. The sum is complete on the whole curve, points of small order
// included (Hisil, Wong, Carter, Dawson 2008, section 3.1; -1 is a square, d is not).
struct Point {
    Field x;
    Field y;
    Field z;
    Field t;

    [[nodiscard]] static Point identity() noexcept;
    [[nodiscard]] static Point base() noexcept;
    [[nodiscard]] Point operator+(const Point &other) const noexcept;
    [[nodiscard]] Point operator-() const noexcept;
    [[nodiscard]] Encoding encode() const noexcept;
    [[nodiscard]] bool is_small_order() const noexcept; // 1, 2, 4 or 8
};

// RFC 8032, section 5.1.3, without its two canonicity checks: y may be p or more, and x = 0 may
// have the sign bit.
[[nodiscard]] std::optional<Point> decode(std::span<const std::uint8_t, 32> bytes) noexcept;

// a*A + b*B for little-endian scalars and the base point B.
[[nodiscard]] Point multiply_add(std::span<const std::uint8_t, 32> a, const Point &point,
                                 std::span<const std::uint8_t, 32> b) noexcept;

} // namespace walletauth::ed25519

// SPDX-License-Identifier: Apache-2.0
// Fixed-base multiplication over tables of signed windows.
#pragma once

#include "curve.hpp"
#include "tables.hpp"

#include <bit>

namespace walletauth::starknet {

/// `Count` bits of the scalar from bit `at`; what is beyond bit 255 is 0.
template <unsigned Count>
unsigned bits_at(const Words &scalar, unsigned at) noexcept {
    const unsigned limb = at / 64;
    const unsigned shift = at % 64;
    std::uint64_t value = scalar[limb] >> shift;
    if (shift + Count > 64 && limb < 3) value |= scalar[limb + 1] << (64 - shift);
    return static_cast<unsigned>(value & ((std::uint64_t{1} << Count) - 1));
}

/// p - y if `negate` is 1, y if it is 0: no branch, as half of the digits are negative.
inline Words negate_if(unsigned negate, const Words &y) noexcept {
    Words out;
    (void)felt_detail::subtract(out, felt_detail::p, y);
    const std::uint64_t mask = 0 - std::uint64_t{negate};
    for (std::size_t i = 0; i < 4; ++i)
        out[i] = (out[i] & mask) | (y[i] & ~mask);
    return out;
}

/// Adds digit i of the scalar times 2^(bits i) times the base of `windows`, for each window from
/// the lowest; digits are 1 - Size to Size, a power of 2. Returns the carry out of the last one,
/// 0 or 1.
template <class C, std::size_t Size, std::size_t Count>
unsigned add_signed_windows(typename C::Sum &sum,
                            const std::array<std::array<Affine, Size>, Count> &windows,
                            const Words &scalar) noexcept {
    constexpr unsigned bits = std::bit_width(Size);
    constexpr unsigned base = 1U << bits;
    unsigned carry = 0;
    for (unsigned i = 0; i < Count; ++i) {
        const unsigned digit = bits_at<bits>(scalar, bits * i) + carry;
        carry = digit > base / 2;
        if (digit == 0 || digit == base) continue;
        const Affine &entry = windows[i][(carry != 0 ? base - digit : digit) - 1];
        C::add_affine(sum, {entry.x, negate_if(carry, entry.y)}, C::one);
    }
    return carry;
}

} // namespace walletauth::starknet

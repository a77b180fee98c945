// SPDX-License-Identifier: Apache-2.0
// Fixed-base multiplication over tables of signed 8-bit windows.
#pragma once

#include "curve.hpp"
#include "tables.hpp"

namespace walletauth::starknet {

/// Adds digit i of the scalar times 2^(8 i) times the base of `windows`, for each window from the
/// lowest; digits are -127 to 128. Returns the carry out of the last one, 0 or 1.
template <class C>
unsigned add_signed_windows(typename C::Sum &sum, std::span<const Window> windows,
                            const Words &scalar) noexcept {
    unsigned carry = 0;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const unsigned digit = ((scalar[i / 8] >> (8 * (i % 8))) & 255) + carry;
        carry = digit > 128;
        if (digit == 0 || digit == 256) continue;
        Affine entry = windows[i][(carry != 0 ? 256 - digit : digit) - 1];
        if (carry != 0) (void)felt_detail::subtract(entry.y, felt_detail::p, entry.y);
        C::add_affine(sum, entry, C::one);
    }
    return carry;
}

} // namespace walletauth::starknet

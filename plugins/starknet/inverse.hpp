// SPDX-License-Identifier: Apache-2.0
// Modular inverses by division steps (Bernstein, Yang, "Fast constant-time gcd computation and
// modular inversion", 2019), in variable time: only public data comes here.
#pragma once

#include "felt.hpp"

namespace walletauth::starknet {

/// An odd prime below 2^252, and its inverse modulo 2^62.
struct Modulus {
    Words value;
    std::uint64_t inverse;
};

inline constexpr Modulus field_modulus{felt_detail::p, 1};

/// 1 / a, for 0 < a < modulus.
[[nodiscard]] Words invert_modulo(const Words &a, const Modulus &modulus) noexcept;

} // namespace walletauth::starknet

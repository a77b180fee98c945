// SPDX-License-Identifier: Apache-2.0
// Integers modulo the order of the Stark curve, and what is done once a verification.
#pragma once

#include "inverse.hpp"

namespace walletauth::starknet {

/// n, the order of the curve: a prime, 2^251 < n < p.
inline constexpr Words curve_order{0x1e66a241adc64d2f, 0xb781126dcae7b232, 0xffffffffffffffff,
                                   0x0800000000000010};

inline constexpr Modulus scalar_modulus{curve_order, 0x0494c3b3174219cf};

/// a modulo n, of any a below 2n (so of every field element).
[[nodiscard]] Words reduce_scalar(const Words &a) noexcept;
/// a * b modulo n.
[[nodiscard]] Words multiply_scalars(const Words &a, const Words &b) noexcept;
/// Whether a, 0 < a < p, is a square modulo p: its Jacobi symbol is 1.
[[nodiscard]] bool is_square(const Words &a) noexcept;

} // namespace walletauth::starknet

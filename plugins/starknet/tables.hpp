// SPDX-License-Identifier: Apache-2.0
// Fixed-base tables and round constants, computed by make_tables.cpp when the plugin is built.
// All coordinates are in Montgomery form and fully reduced.
#pragma once

#include "curve.hpp"

namespace walletauth::starknet {

/// The multiples 1 to 2^(Bits - 1) of a base: what a signed digit of so many bits needs.
template <unsigned Bits>
using Window = std::array<Affine, std::size_t{1} << (Bits - 1)>;

/// Signed 6-bit windows: entry [i][j] is (j + 1) * 2^(6 i) * G.
extern const std::array<Window<6>, 42> generator_table; ///< 84 KiB

/// Half of Pedersen's input: 27 signed 9-bit windows of the base of the low 248 bits; and for what
/// is left, l the 5 bits above them with their carry, h the high 4 bits: top[33 h + l - 1] is l *
/// 2^243 * low base + h * high base.
struct PedersenTable {
    std::array<Window<9>, 27> low;
    std::array<Affine, 528> top;
};
extern const std::array<PedersenTable, 2> pedersen_table; ///< 930 KiB

/// Hades: sha256("Hades" || decimal i) modulo p (cairo-lang, poseidon_utils.py), three a round; of
/// partial rounds just one is left, the others being moved to the round behind them.
struct PoseidonConstants {
    std::array<std::array<Words, 3>, 8> full; ///< the first four rounds and the last four
    std::array<Words, 84> partial;            ///< and 0
};
extern const PoseidonConstants poseidon_constants;

} // namespace walletauth::starknet

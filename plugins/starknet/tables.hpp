// SPDX-License-Identifier: Apache-2.0
// Fixed-base tables and round constants, computed by make_tables.cpp when the plugin is built.
// All coordinates are in Montgomery form and fully reduced.
#pragma once

#include "curve.hpp"

namespace walletauth::starknet {

/// Signed 8-bit windows: entry [i][j] is (j + 1) * 2^(8 i) * G.
using Window = std::array<Affine, 128>;
extern const std::array<Window, 32> generator_table; ///< 256 KiB

/// Half of Pedersen's input: 31 windows of the base of the low 248 bits, and for the top
/// [16 c + h - 1], c carried out of them, h the high 4 bits: c * 2^248 * low base + h * high base.
struct PedersenTable {
    std::array<Window, 31> low;
    std::array<Affine, 31> top;
};
extern const std::array<PedersenTable, 2> pedersen_table; ///< 500 KiB

/// Hades: sha256("Hades" || decimal i) modulo p (cairo-lang, poseidon_utils.py), three a round; of
/// partial rounds just one is left, the others being moved to the round behind them.
struct PoseidonConstants {
    std::array<std::array<Words, 3>, 8> full; ///< the first four rounds and the last four
    std::array<Words, 84> partial;            ///< and 0
};
extern const PoseidonConstants poseidon_constants;

} // namespace walletauth::starknet

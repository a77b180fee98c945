// SPDX-License-Identifier: Apache-2.0
// The hashes of Starknet: Pedersen, Poseidon, starknet_keccak.
#pragma once

#include "felt.hpp"

#include <walletauth/hash/keccak.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace walletauth::starknet {

/// Pedersen hash of two elements (StarkWare, "Pedersen hash function").
[[nodiscard]] Felt pedersen(const Felt &a, const Felt &b) noexcept;
/// h(h(...h(h(0, x0), x1)...), length); of nothing: pedersen(0, 0) (cairo-lang, hash_state.py).
[[nodiscard]] Felt pedersen_array(std::span<const Felt> elements) noexcept;

/// Poseidon of one and of two elements: Hades of (a, 0, 1) and (a, b, 2).
[[nodiscard]] Felt poseidon(const Felt &a) noexcept;
[[nodiscard]] Felt poseidon(const Felt &a, const Felt &b) noexcept;
/// The sponge over any number of elements (cairo-lang, poseidon_hash_many).
[[nodiscard]] Felt poseidon_array(std::span<const Felt> elements) noexcept;

/// keccak256 of the bytes, its lowest 250 bits.
[[nodiscard]] Felt starknet_keccak(std::string_view bytes) noexcept;
/// The same of a keccak256 hash.
[[nodiscard]] Felt starknet_keccak_of(Hash256 hash) noexcept;

} // namespace walletauth::starknet

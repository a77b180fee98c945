// SPDX-License-Identifier: Apache-2.0
/// What all hashes of the kit share: the types of their results, and input in pieces.
#pragma once

#include <walletauth/cxx23.hpp>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>

namespace walletauth {

using Hash160 = std::array<std::uint8_t, 20>;
using Hash256 = std::array<std::uint8_t, 32>;
using Hash512 = std::array<std::uint8_t, 64>;

/// Bytes that are hashed as if they stood one behind the other, without a copy:
/// `sha256({prefix, message})`. A piece may be empty. Write the braces in the call itself: a
/// variable of this type would outlive what it points to.
using HashPieces = std::initializer_list<std::span<const std::uint8_t>>;

} // namespace walletauth

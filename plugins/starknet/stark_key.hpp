// SPDX-License-Identifier: Apache-2.0
// Stark keys: a key is an x coordinate of the curve; SDKs also hand out whole points.
#pragma once

#include "felt.hpp"

#include <walletauth/interface.hpp>

#include <span>
#include <string_view>

namespace walletauth::starknet {

/// Characters of the longest notation: `0x`, 04, x and y.
inline constexpr std::size_t max_key_text = 2 + 2 * 65;

/// 32 bytes, big-endian, below p; else WA_MALFORMED_PUBLIC_KEY.
[[nodiscard]] Result<Felt> read_stark_key(std::span<const std::uint8_t> bytes) noexcept;

/// A felt (felt_text.hpp), or `0x` and the 33 or 65 bytes of a point (SEC 1, 2.3.3). A point of 65
/// bytes must be on the curve. Else WA_MALFORMED_PUBLIC_KEY.
[[nodiscard]] Result<Felt> parse_stark_key(std::string_view text);

} // namespace walletauth::starknet

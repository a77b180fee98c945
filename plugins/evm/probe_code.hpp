// SPDX-License-Identifier: Apache-2.0
// The probe's code, assembled by the compiler from probe/probe.asm.
#pragma once

#include <array>
#include <cstdint>

namespace walletauth::evm {

inline constexpr std::size_t probe_size = 186; ///< bytes

/// Init code for an eth_call without `to`; its arguments stand behind it (probe/probe.asm).
extern const std::array<std::uint8_t, probe_size> probe_code;

} // namespace walletauth::evm

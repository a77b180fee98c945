// SPDX-License-Identifier: Apache-2.0
// The forms of an Ethereum signature: r, s, v in 65 bytes, or 64 bytes by EIP-2098.
#pragma once

#include <walletauth/interface.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace walletauth::evm {

struct Signature {
    std::array<std::uint8_t, 64> compact{}; ///< r and s, big-endian
    std::uint8_t v = 0;                     ///< as written; 27 or 28 for EIP-2098
};

/// 65 bytes r, s, v, or 64 bytes with the y parity in the top bit of s (EIP-2098). Anything else is
/// WA_MALFORMED_SIGNATURE and says what it looks like; a contract account may have signed so.
/// Ranges are not looked at.
[[nodiscard]] Result<Signature> read_signature(std::span<const std::uint8_t> bytes) noexcept;

/// Hex of either case, with or without 0x, of any size: only what the account is tells the sizes.
/// 0x alone is the signature of no bytes, which a contract may take; WA_MALFORMED_SIGNATURE.
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature_text(std::string_view text);

} // namespace walletauth::evm

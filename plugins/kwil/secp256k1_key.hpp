// SPDX-License-Identifier: Apache-2.0
// secp256k1 keys as kwil-db has them: compressed or not.
#pragma once

#include <walletauth/interface.hpp>

#include <array>
#include <cstdint>
#include <span>

namespace walletauth::kwil {

/// ANSI X9.62's hybrid form (06 or 07 with both coordinates) is one more spelling of a key, which
/// kwil-db's reader (decred secp256k1) takes and nobody writes.
enum class KeyForms : std::uint8_t { sec1, hybrid_too };

/// The 33 bytes of a key of 33 or 65. Other sizes and forms are WA_MALFORMED_PUBLIC_KEY, a point
/// off the curve WA_REJECTED_SIGNER.
[[nodiscard]] Result<std::array<std::uint8_t, 33>> compress_key(std::span<const std::uint8_t> bytes,
                                                                KeyForms forms) noexcept;

} // namespace walletauth::kwil

// SPDX-License-Identifier: Apache-2.0
// secp256k1 keys as kwil-db has them: compressed or not.
#pragma once

#include <walletauth/interface.hpp>

#include <array>
#include <span>

namespace walletauth::kwil {

/// The 33 bytes of a key of 33 or 65 (SEC 1). Other sizes are WA_MALFORMED_PUBLIC_KEY, a point off
/// the curve WA_REJECTED_SIGNER.
[[nodiscard]] Result<std::array<std::uint8_t, 33>> compress_key(
    std::span<const std::uint8_t> bytes) noexcept;

} // namespace walletauth::kwil

// SPDX-License-Identifier: Apache-2.0
// What all three schemes do with 64 signature bytes.
#pragma once

#include "account.hpp"

#include <walletauth/interface.hpp>

#include <cstdint>
#include <span>

namespace walletauth::solana {

constexpr std::size_t signature_size = 64;
/// A JSON array, even with line feeds and indents; and a transaction, to tell whose it is.
constexpr std::size_t max_signature_text = std::size_t{2} * 1024;

/// Strict Ed25519. A refusal is WA_REJECTED_SIGNER if the key can sign nothing, else
/// WA_REJECTED_SIGNATURE.
[[nodiscard]] Result<Proof> verify_signature(const Claim &claim,
                                             std::span<const std::uint8_t, 64> signature,
                                             std::span<const std::uint8_t> signed_bytes) noexcept;

} // namespace walletauth::solana

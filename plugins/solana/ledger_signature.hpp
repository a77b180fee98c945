// SPDX-License-Identifier: Apache-2.0
// What Ledger's signer kit returns for a message: base58 of the count of signatures (1), the
// signature, and the envelope that the device signed.
#pragma once

#include "offchain_envelope.hpp"

namespace walletauth::solana {

constexpr std::size_t max_ledger_signature_text = 24 * 1024; // base58 costs time squared
constexpr std::size_t max_ledger_signature_size = 1 + 64 + max_envelope_size;

struct OffchainSignature {
    Bytes signature; ///< 64 bytes
    Bytes envelope;  ///< what came with it; empty if it came alone
};

/// True if `bytes` have the envelope's prefix where Ledger puts it.
[[nodiscard]] bool looks_like_ledger(Bytes bytes) noexcept;

/// 64 bytes alone, or Ledger's form, the envelope not looked into; WA_MALFORMED_SIGNATURE.
[[nodiscard]] Result<OffchainSignature> split_signature(Bytes bytes) noexcept;

} // namespace walletauth::solana

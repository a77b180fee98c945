// SPDX-License-Identifier: Apache-2.0
// solana-offchain: Ed25519 over an off-chain message envelope that carries the message. As text, 64
// bytes in any notation, or Ledger's count, signature and envelope.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::solana {

extern const wa_scheme solana_offchain_scheme;
extern const SchemeVerifier solana_offchain_verifier;

} // namespace walletauth::solana

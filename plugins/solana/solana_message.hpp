// SPDX-License-Identifier: Apache-2.0
// solana-message: Ed25519 over the message itself, as a wallet's signMessage and Sign-In With
// Solana give it.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::solana {

extern const wa_scheme solana_message_scheme;
extern const SchemeVerifier solana_message_verifier;

} // namespace walletauth::solana

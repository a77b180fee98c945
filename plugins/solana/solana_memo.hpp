// SPDX-License-Identifier: Apache-2.0
// solana-memo: the signature is a whole signed transaction, never meant for the network, whose only
// purpose is a memo that says the message. Hardware wallets sign this where they sign no messages.
// Its text is the transaction in the one notation that gives a well-formed one.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

namespace walletauth::solana {

extern const wa_scheme solana_memo_scheme;
extern const SchemeVerifier solana_memo_verifier;

} // namespace walletauth::solana

// SPDX-License-Identifier: Apache-2.0
// solana-offchain: Ed25519 over an off-chain message envelope that carries the message. As text, 64
// bytes in any notation, or Ledger's count, signature and envelope.
#pragma once

#include <walletauth/request/scheme_verifier.hpp>

#include <string_view>

namespace walletauth::solana {

extern const wa_scheme solana_offchain_scheme;
extern const SchemeVerifier solana_offchain_verifier;

/// WA_MALFORMED_MESSAGE (check "domain") if the request carries or expects an application domain
/// that is neither zeros nor `domain` as Ledger writes it: its bytes, filled with zero bytes to 32.
/// Whatever is no envelope passes: verify refuses it.
[[nodiscard]] Result<void> check_application_domain(const wa_request &request,
                                                    std::string_view domain);

} // namespace walletauth::solana

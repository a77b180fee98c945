// SPDX-License-Identifier: Apache-2.0
// solana-message: Ed25519 over the message itself, as a wallet's signMessage and Sign-In With
// Solana give it.
#pragma once

#include "signature.hpp"

namespace walletauth::solana {

class SolanaMessage final : public SolanaVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
};

extern const wa_scheme solana_message_scheme;
extern const SolanaMessage solana_message_verifier;

} // namespace walletauth::solana

// SPDX-License-Identifier: Apache-2.0
// solana-offchain: Ed25519 over an off-chain message envelope that carries the message.
#pragma once

#include "signature.hpp"

namespace walletauth::solana {

class SolanaOffchain final : public SolanaVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
    /// 64 bytes in any notation, or in base58 Ledger's count, signature and envelope.
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
};

extern const wa_scheme solana_offchain_scheme;
extern const SolanaOffchain solana_offchain_verifier;

} // namespace walletauth::solana

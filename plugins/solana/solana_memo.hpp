// SPDX-License-Identifier: Apache-2.0
// solana-memo: the signature is a whole signed transaction, never meant for the network, whose only
// purpose is a memo that says the message. Hardware wallets sign this where they sign no messages.
#pragma once

#include "signature.hpp"

namespace walletauth::solana {

class SolanaMemo final : public SolanaVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
    /// The transaction in the one notation that gives a well-formed one.
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const override;
};

extern const wa_scheme solana_memo_scheme;
extern const SolanaMemo solana_memo_verifier;

} // namespace walletauth::solana

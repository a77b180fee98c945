// SPDX-License-Identifier: Apache-2.0
// NEP-413: messages signed by a NEAR wallet.
#pragma once

#include "near_verifier.hpp"

namespace walletauth::near {

class Nep413 final : public NearVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override;
    [[nodiscard]] Result<std::vector<std::string>> evidence_queries(
        const wa_request &request) const override;
};

} // namespace walletauth::near

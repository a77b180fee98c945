// SPDX-License-Identifier: Apache-2.0
// The signature: without any node, and where only the chain can tell with them. Internal.
#pragma once

#include <walletauth/signin/sign_in.hpp>
#include <walletauth/verifier.hpp>

#include <string>
#include <vector>

namespace walletauth::signin {

/// One request's verification, in the two steps between which its nonce is consumed.
class Verification {
  public:
    Verification(const Verifier &verifier, const Config &config, const SchemeRoute &route,
                 const Request &request) noexcept;

    /// By the signature alone. WA_NEEDS_EVIDENCE: `by_nodes` goes on.
    [[nodiscard]] Verdict alone();
    /// What the chain says. Once, after `alone`.
    [[nodiscard]] Verdict by_nodes(EvidenceSource &source, Deadline deadline);

  private:
    [[nodiscard]] Verdict state_first(EvidenceSource &source, Deadline deadline);

    const Verifier &verifier_;
    const Config &config_;
    const SchemeRoute &route_;
    const Request &request_;
    bool state_first_;
    std::vector<std::string> queries_;
};

} // namespace walletauth::signin

// SPDX-License-Identifier: Apache-2.0
// The rounds of evidence as an exchange of JSON, for callers that no function can call back.
// Internal.
#pragma once

#include "host/verify/evidence_rounds.hpp"
#include "wire_answer.hpp"
#include "wire_owned.hpp"

#include <walletauth/wire.hpp>

#include <optional>
#include <string>
#include <vector>

namespace walletauth::wire {

/// One request on its way to an answer that is not needs_evidence. It neither moves nor is copied;
/// one thread at a time.
class Exchange {
  public:
    Exchange(const Verifier &verifier, std::string_view request, std::string_view service)
        : verifier_(verifier), owned_(request, service) {}

    /// The first answer, as verify_json gives it. Once.
    [[nodiscard]] WireAnswer begin() noexcept;
    /// The next one. `answers`: a JSON array, one object with either `result` or `error` for each
    /// query of the last answer, in their order. What is no such array is WA_ERROR_ARGUMENT, and
    /// may be given again. Where nothing was asked, or is asked no more, all is WA_ERROR_ARGUMENT.
    [[nodiscard]] WireAnswer give(std::string_view answers) noexcept;

  private:
    [[nodiscard]] WireAnswer next(EvidenceRounds &rounds);
    [[nodiscard]] WireAnswer refused(const Refusal &refusal) const {
        return refusal_answer(owned_.id(), refusal);
    }

    Verifier verifier_; // keeps the plugins
    OwnedRequest owned_;
    std::optional<EvidenceRounds> rounds_;
    std::vector<std::string> queries_; // of the last answer; empty: it was the last one
};

} // namespace walletauth::wire

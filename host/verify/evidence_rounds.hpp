// SPDX-License-Identifier: Apache-2.0
// The rounds of evidence of one verification, whoever carries them: all that was asked and answered
// so far, and when it is enough. Internal.
#pragma once

#include <walletauth/verifier.hpp>

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <vector>

namespace walletauth {

class EvidenceRounds {
  public:
    static constexpr std::size_t max_rounds = 4; // docs/abi.md, "Evidence"

    /// `given`: what the service has already; views that must outlive this object.
    explicit EvidenceRounds(std::span<const wa_evidence> given)
        : items_(given.begin(), given.end()) {}

    EvidenceRounds(const EvidenceRounds &) = delete; // the items point into it
    EvidenceRounds &operator=(const EvidenceRounds &) = delete;

    /// Views into this object; good until the next `add`.
    [[nodiscard]] std::span<const wa_evidence> items() const noexcept { return items_; }

    /// What a verdict over `items` comes to: where it asks, its queries are those that nobody has
    /// answered yet, each once. WA_ERROR_EVIDENCE if it asks for too long, or for what it was
    /// given.
    [[nodiscard]] Verdict judge(Verdict verdict) const;
    /// One answer each to the queries of the last verdict. WA_ERROR_EVIDENCE, and nothing added, if
    /// one is missing or memory runs out.
    [[nodiscard]] Result<void> add(std::vector<std::string> queries,
                                   std::vector<EvidenceAnswer> answers);

  private:
    [[nodiscard]] bool has(std::string_view query) const;

    std::deque<std::string> texts_; // never moves what it holds
    std::vector<wa_evidence> items_;
    std::size_t rounds_ = 0;
};

} // namespace walletauth

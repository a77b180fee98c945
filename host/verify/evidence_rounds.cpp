// SPDX-License-Identifier: Apache-2.0
#include <walletauth/checks.hpp>
#include <walletauth/verifier.hpp>

#include <algorithm>
#include <deque>

namespace walletauth {
namespace {

constexpr int max_rounds = 4; // docs/abi.md, "Evidence"

/// All that was asked and answered so far; the items are views into the two lists of texts.
class Answers {
  public:
    explicit Answers(std::span<const wa_evidence> given) : items_(given.begin(), given.end()) {}

    [[nodiscard]] bool has(std::string_view query) const {
        return std::ranges::any_of(items_, [&](const wa_evidence &item) {
            return std::ranges::equal(view(item.query), as_bytes(query));
        });
    }
    void add(std::string query, EvidenceAnswer answer) {
        const std::string &kept_query = texts_.emplace_back(std::move(query));
        const std::string &kept_answer = texts_.emplace_back(std::move(answer.answer));
        items_.push_back(
            {bytes_of(as_bytes(kept_query)), bytes_of(as_bytes(kept_answer)), answer.kind, 0});
    }
    [[nodiscard]] std::span<const wa_evidence> items() const noexcept { return items_; }

  private:
    std::deque<std::string> texts_; // never moves what it holds
    std::vector<wa_evidence> items_;
};

Verdict failed(std::string_view reason) {
    Verdict verdict;
    verdict.status = WA_ERROR_EVIDENCE;
    verdict.detail = reason;
    return verdict;
}

} // namespace

Verdict Verifier::verify_with_evidence(const Request &request, const Service &service,
                                       const EvidenceSource &source) const {
    Answers answers(service.evidence);
    Service asked = service;
    for (int round = 0;; ++round) {
        asked.evidence = answers.items();
        Verdict verdict = verify(request, asked);
        if (WA_STATUS_CLASS(verdict.status) != WA_CLASS_NEEDS_EVIDENCE) return verdict;
        if (round == max_rounds) return failed("the plugin still asks after 4 rounds of evidence");
        bool asked_anything = false;
        for (auto &query : verdict.queries) {
            if (answers.has(query)) continue;
            asked_anything = true;
            EvidenceAnswer answer = source(request.chain, query);
            if (answer.answer.empty()) return failed("no answer to " + query);
            answers.add(std::move(query), std::move(answer));
        }
        if (!asked_anything) return failed("the plugin asks only for what it was given");
    }
}

} // namespace walletauth

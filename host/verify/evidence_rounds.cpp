// SPDX-License-Identifier: Apache-2.0
#include "evidence_rounds.hpp"

#include "refused.hpp"

#include <algorithm>

namespace walletauth {

bool EvidenceRounds::has(std::string_view query) const {
    return std::ranges::any_of(items_, [&](const wa_evidence &item) {
        return std::ranges::equal(view(item.query), as_bytes(query));
    });
}

Verdict EvidenceRounds::judge(Verdict verdict) const {
    // Too much of it, or of a strange kind: a node's fault, and not the user's.
    if (verdict.status == WA_MALFORMED_EVIDENCE && rounds_ != 0) verdict.status = WA_ERROR_EVIDENCE;
    if (WA_STATUS_CLASS(verdict.status) != WA_CLASS_NEEDS_EVIDENCE) return verdict;
    if (rounds_ == max_rounds) {
        return refused(make_refusal(WA_ERROR_EVIDENCE, "the plugin still asks after ", max_rounds,
                                    " rounds of evidence"));
    }
    std::erase_if(verdict.queries, [this](const auto &query) { return has(query); });
    if (verdict.queries.empty()) {
        return refused(
            make_refusal(WA_ERROR_EVIDENCE, "the plugin asks only for what it was given"));
    }
    return verdict;
}

Result<void> EvidenceRounds::add(std::vector<std::string> queries,
                                 std::vector<EvidenceAnswer> answers) {
    if (answers.size() != queries.size()) {
        return refuse(WA_ERROR_EVIDENCE, answers.size(), " answers to ", queries.size(),
                      " queries");
    }
    for (std::size_t i = 0; i < queries.size(); ++i) {
        const auto kind = answers[i].kind;
        if (answers[i].answer.empty()) {
            return refuse(WA_ERROR_EVIDENCE, "no answer to ", queries[i]);
        }
        if (kind != WA_EVIDENCE_RESULT && kind != WA_EVIDENCE_ERROR) {
            return refuse(WA_ERROR_EVIDENCE, "answer ", i, " is of the unknown kind ", kind);
        }
    }
    for (std::size_t i = 0; i < queries.size(); ++i) {
        const std::string &query = texts_.emplace_back(std::move(queries[i]));
        const std::string &answer = texts_.emplace_back(std::move(answers[i].answer));
        items_.push_back(
            {bytes_of(as_bytes(query)), bytes_of(as_bytes(answer)), answers[i].kind, 0});
    }
    ++rounds_;
    return {};
}

} // namespace walletauth

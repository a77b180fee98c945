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
    std::vector<std::string> open;
    for (auto &query : verdict.queries) {
        const bool is_known = has(query) || std::ranges::find(open, query) != open.end();
        if (!is_known) open.push_back(std::move(query));
    }
    verdict.queries = std::move(open);
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
    // All that may throw comes before the first item: texts that nothing points to do no harm.
    items_.reserve(items_.size() + queries.size());
    const auto first = texts_.size();
    for (std::size_t i = 0; i < queries.size(); ++i) {
        texts_.push_back(std::move(queries[i]));
        texts_.push_back(std::move(answers[i].answer));
    }
    for (std::size_t i = 0; i < queries.size(); ++i) {
        const std::string &query = texts_[first + 2 * i];
        const std::string &answer = texts_[first + 2 * i + 1];
        items_.push_back(
            {bytes_of(as_bytes(query)), bytes_of(as_bytes(answer)), answers[i].kind, 0});
    }
    ++rounds_;
    return {};
}

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
#include "nodes.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/text/text.hpp>

#include <utility>

namespace walletauth::signin {
namespace {

constexpr std::size_t shown_size = 200;

Verdict no_answer(std::string_view what, std::string_view reason) {
    Verdict verdict;
    verdict.status = WA_ERROR_EVIDENCE;
    verdict.detail = std::string{what} + printable_ascii(reason, shown_size);
    return verdict;
}

/// What the source says; what it throws is no answer.
template <class Call>
auto ask(const Call &call) -> decltype(call()) {
    try {
        return call();
    } catch (...) {
        return std::unexpected(std::string{"the evidence source threw an exception"});
    }
}

} // namespace

Verification::Verification(const Verifier &verifier, const Config &config, const SchemeRoute &route,
                           const Request &request) noexcept
    : verifier_(verifier), config_(config), route_(route), request_(request),
      state_first_(is_state_first(config, route)) {}

Verdict Verification::alone() {
    Service service;
    service.accept = config_.accept;
    service.flags = config_.flags;
    if (state_first_) service.accept &= ~WA_ACCEPT_DERIVED;
    auto verdict = verifier_.verify(route_, request_, service);
    queries_ = verdict.queries;
    return verdict;
}

Verdict Verification::by_nodes(EvidenceSource &source, Deadline deadline) {
    if (state_first_) return state_first(source, deadline);
    Service service;
    service.accept = config_.accept;
    service.flags = config_.flags;
    return verifier_.verify_with_evidence(request_, service, source, deadline);
}

/// The first round is asked here. With its answers the plugin judges by state, and a derivation
/// counts for it only where the account is absent: so all may be accepted from then on.
Verdict Verification::state_first(EvidenceSource &source, Deadline deadline) {
    const auto block = ask([&] { return source.pin(request_.chain, deadline); });
    if (!block) return no_answer("no block: ", block.error());
    Service service;
    service.accept = config_.accept & ~WA_ACCEPT_DERIVED;
    service.flags = config_.flags;
    service.block = *block;
    if (!block->empty()) { // queries name the block
        auto pinned = verifier_.verify(request_, service);
        if (WA_STATUS_CLASS(pinned.status) != WA_CLASS_NEEDS_EVIDENCE) return pinned;
        queries_ = std::move(pinned.queries);
    }
    const auto answers = ask([&] { return source.fetch(request_.chain, queries_, deadline); });
    if (!answers) return no_answer("no answer: ", answers.error());
    if (answers->size() != queries_.size()) {
        return no_answer("the source gave another number of answers than of queries", "");
    }
    std::vector<wa_evidence> evidence;
    evidence.reserve(queries_.size());
    for (std::size_t i = 0; i < queries_.size(); ++i) {
        evidence.push_back({bytes_of(as_bytes(queries_[i])),
                            bytes_of(as_bytes((*answers)[i].answer)), (*answers)[i].kind, 0});
    }
    service.accept = config_.accept;
    service.evidence = evidence;
    return verifier_.verify_with_evidence(request_, service, source, deadline);
}

} // namespace walletauth::signin

// SPDX-License-Identifier: Apache-2.0
// Verifying with an EvidenceSource: verify, pin, ask, verify again.
#include "evidence_rounds.hpp"
#include "refused.hpp"
#include "verify_on_route.hpp"

#include <chrono>

namespace walletauth {
namespace {

/// The refusal of a source that gave no answer, for logs.
Verdict no_answer(std::string_view what, std::string_view reason) {
    return refused(make_refusal(WA_ERROR_EVIDENCE, what, reason));
}

bool is_over(Deadline deadline) noexcept {
    return deadline != Deadline::max() && Deadline::clock::now() >= deadline;
}

/// What the source says; what it throws is no answer.
template <class Call>
auto ask_source(const Call &call) -> decltype(call()) {
    try {
        return call();
    } catch (...) {
        return std::unexpected("the evidence source threw an exception");
    }
}

/// One verification; `block_` and the answers are what its requests point to.
class Asking {
  public:
    Asking(const PluginSet &plugins, const SchemeRoute &route, const Request &request,
           const Service &service, EvidenceSource &source, Deadline deadline)
        : plugins_(plugins), route_(route), request_(request), service_(service), source_(source),
          deadline_(deadline), rounds_(service.evidence) {}

    [[nodiscard]] Verdict run() {
        Verdict verdict = verify();
        // Evidence that the service gave itself stands at the tag, if it named no block.
        const bool is_to_pin = service_.block.empty() && service_.evidence.empty();
        if (needs_evidence(verdict) && is_to_pin) verdict = pin(std::move(verdict));
        while (needs_evidence(verdict))
            verdict = ask(std::move(verdict.queries));
        return verdict;
    }

  private:
    [[nodiscard]] static bool needs_evidence(const Verdict &verdict) noexcept {
        return WA_STATUS_CLASS(verdict.status) == WA_CLASS_NEEDS_EVIDENCE;
    }
    [[nodiscard]] Verdict verify() {
        Service service = service_;
        if (!block_.empty()) service.block = block_;
        service.evidence = rounds_.items();
        return rounds_.judge(verify_on_route(plugins_, route_, request_, service));
    }
    /// `unpinned`: what the verdict is without a block.
    [[nodiscard]] Verdict pin(Verdict unpinned) {
        if (is_over(deadline_)) return no_answer("the time is over before a block was chosen", "");
        auto block = ask_source([&] { return source_.pin(request_.chain, deadline_); });
        if (!block) return no_answer("no block: ", block.error());
        if (block->empty()) return unpinned;
        if (block->size() > WA_BLOCK_CAPACITY) {
            return refused(make_refusal(WA_ERROR_EVIDENCE, "the pinned block has ", block->size(),
                                        " bytes, the limit is ", WA_BLOCK_CAPACITY));
        }
        block_ = std::move(*block);
        Verdict verdict = verify();
        // Only the block has changed: that the plugin refuses it is the source's fault, and not
        // the user's.
        const auto reason = WA_STATUS_CLASS(verdict.status);
        if (reason != WA_CLASS_OK && reason != WA_CLASS_NEEDS_EVIDENCE &&
            reason != WA_CLASS_ERROR) {
            verdict.status = WA_ERROR_EVIDENCE;
        }
        return verdict;
    }
    [[nodiscard]] Verdict ask(std::vector<std::string> queries) {
        if (is_over(deadline_)) return no_answer("the time is over before the chain was asked", "");
        auto answers =
            ask_source([&] { return source_.fetch(request_.chain, queries, deadline_); });
        if (!answers) return no_answer("no answer: ", answers.error());
        if (is_over(deadline_)) return no_answer("the answer came when the time was over", "");
        const auto added = rounds_.add(std::move(queries), std::move(*answers));
        return added ? verify() : refused(added.error());
    }

    const PluginSet &plugins_;
    const SchemeRoute &route_;
    const Request &request_;
    const Service &service_;
    EvidenceSource &source_;
    Deadline deadline_;
    EvidenceRounds rounds_;
    std::string block_; // empty: none was pinned
};

} // namespace

Verdict verify_with_evidence_on_route(const PluginSet &plugins, const SchemeRoute &route,
                                      const Request &request, const Service &service,
                                      EvidenceSource &source, Deadline deadline) noexcept try {
    return Asking(plugins, route, request, service, source, deadline).run();
} catch (...) {
    return out_of_memory(); // nothing else throws here
}

Verdict Verifier::verify_with_evidence(const Request &request, const Service &service,
                                       EvidenceSource &source, Deadline deadline) const noexcept {
    const auto route = plugins_->route(request.chain, request.scheme);
    if (!route) return verify(request, service);
    return verify_with_evidence_on_route(*plugins_, **route, request, service, source, deadline);
}

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
#include <walletauth/verifier.hpp>

#include "answer_context.hpp"
#include "prepared.hpp"
#include "refused.hpp"
#include "verify_on_route.hpp"

#include <walletauth/caip.hpp>

#include <map>

namespace walletauth {
namespace {

Verdict proven(const PluginSet &plugins, const Prepared &prepared, const Proof &proof) {
    const auto chain = view(prepared.request.chain);
    if (prepared.request.account.size == 0) {
        // Without a claim to compare with, the account must at least be its own canonical form.
        const auto canonical = plugins.normalize_account(chain, proof.account.view());
        if (!canonical || *canonical != proof.account.view()) {
            return refused(
                make_refusal(WA_ERROR_INTERNAL, "plugin ", view(prepared.route->plugin->id),
                             " named an account that is not canonical: ", proof.account.view()));
        }
    }
    Verdict verdict;
    verdict.status = WA_OK;
    verdict.address = proof.account.view();
    verdict.account = format_account_id(chain, verdict.address);
    verdict.public_key.assign(proof.public_key.span().begin(), proof.public_key.span().end());
    verdict.link = proof.link;
    verdict.flags = proof.flags;
    verdict.block.assign(proof.block.view());
    return verdict;
}

Verdict answer(const PluginSet &plugins, const Prepared &prepared, const Result<Proof> &result) {
    if (prepared.refusals.decides(result ? WA_OK : result.error().status)) {
        return refused(*prepared.refusals.first());
    }
    if (result) return proven(plugins, prepared, *result);
    Verdict verdict = refused(result.error());
    if (WA_STATUS_CLASS(verdict.status) != WA_CLASS_NEEDS_EVIDENCE) return verdict;
    auto queries = prepared.route->verifier->evidence_queries(prepared.request);
    if (!queries) {
        const auto &error = queries.error();
        return refused(
            make_refusal(WA_ERROR_INTERNAL, "no evidence queries: ", error.detail.view()));
    }
    verdict.queries = std::move(*queries);
    return verdict;
}

} // namespace

Verdict verify_on_route(const PluginSet &plugins, const SchemeRoute &route, const Request &request,
                        const Service &service) noexcept try {
    auto prepared = prepare(plugins, route, request, service);
    auto verdict = check(prepared)
                       ? answer(plugins, prepared, route.verifier->verify(prepared.request))
                       : refused(*prepared.refusals.first());
    add_context(plugins, &route, request, service, verdict);
    return verdict;
} catch (...) {
    return out_of_memory();
}

Verifier::Verifier(std::shared_ptr<const PluginSet> plugins) noexcept
    : plugins_(std::move(plugins)) {}

Verdict Verifier::verify(const Request &request, const Service &service) const noexcept try {
    const auto route = plugins_->route(request.chain, request.scheme);
    if (route) return verify_on_route(*plugins_, **route, request, service);
    auto verdict = refused(route.error());
    add_context(*plugins_, nullptr, request, service, verdict);
    return verdict;
} catch (...) {
    return out_of_memory();
}

Verdict Verifier::verify(const SchemeRoute &route, const Request &request,
                         const Service &service) const noexcept {
    return verify_on_route(*plugins_, route, request, service);
}

std::vector<Verdict> Verifier::verify(std::span<const Request> requests,
                                      const Service &service) const {
    return verify(requests, std::vector<Service>(requests.size(), service));
}

std::vector<Verdict> Verifier::verify(std::span<const Request> requests,
                                      std::span<const Service> services) const {
    if (services.size() != requests.size()) {
        const auto refusal = make_refusal(WA_ERROR_ARGUMENT, services.size(), " services for ",
                                          requests.size(), " requests");
        return std::vector<Verdict>(requests.size(), refused(refusal));
    }
    std::vector<Verdict> verdicts(requests.size());
    std::vector<Prepared> prepared(requests.size());
    std::map<const SignatureVerifier *, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto route = plugins_->route(requests[i].chain, requests[i].scheme);
        if (!route) {
            verdicts[i] = refused(route.error());
            continue;
        }
        prepared[i] = prepare(*plugins_, **route, requests[i], services[i]);
        if (check(prepared[i])) {
            groups[(*route)->verifier].push_back(i);
        } else {
            verdicts[i] = refused(*prepared[i].refusals.first());
        }
    }
    for (const auto &[verifier, members] : groups) {
        std::vector<const wa_request *> batch;
        for (const std::size_t i : members)
            batch.push_back(&prepared[i].request);
        std::vector<Result<Proof>> results(members.size(), refuse(WA_ERROR_INTERNAL));
        verifier->verify_many(batch, results);
        for (std::size_t k = 0; k < members.size(); ++k) {
            verdicts[members[k]] = answer(*plugins_, prepared[members[k]], results[k]);
        }
    }
    for (std::size_t i = 0; i < requests.size(); ++i)
        add_context(*plugins_, prepared[i].route, requests[i], services[i], verdicts[i]);
    return verdicts;
}

} // namespace walletauth

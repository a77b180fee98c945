// SPDX-License-Identifier: Apache-2.0
#include <walletauth/verifier.hpp>

#include "answer_context.hpp"
#include "host/route/precedence.hpp"
#include "prepared.hpp"
#include "refused.hpp"

#include <walletauth/caip.hpp>
#include <walletauth/checks.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <new>
#include <numeric>
#include <optional>

namespace walletauth {
namespace {

Result<void> check_grant(const Route &route, const Service &service) noexcept {
    if ((service.flags & WA_REQUEST_COMPAT) != 0 && !route.compat_allowed) {
        return refuse(WA_UNSUPPORTED_FLAG, "compat is not granted to ", route.pattern,
                      ": the manifest's compat lists where it is");
    }
    return {};
}

/// Refuses two answers to one query. check_request has bounded their number.
Result<void> check_evidence(std::span<const wa_evidence> evidence) noexcept {
    std::array<std::uint16_t, max_evidence_items> indices{};
    const auto order = std::span{indices}.first(evidence.size());
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    const auto query = [&](std::uint16_t i) {
        const auto bytes = view(evidence[i].query);
        return std::string_view{reinterpret_cast<const char *>(bytes.data()), bytes.size()};
    };
    std::ranges::sort(order, {}, [&](std::uint16_t i) { return std::pair(query(i), i); });
    const auto twice = std::ranges::adjacent_find(order, {}, query);
    if (twice == order.end()) return {};
    return refuse(WA_MALFORMED_EVIDENCE, "evidence ", *std::next(twice), " answers the query of ",
                  *twice);
}

Result<Prepared> prepare_granted(const Verifier &verifier, const Request &from,
                                 const Service &service) {
    const auto route = verifier.route(from.chain, from.scheme);
    if (!route) return std::unexpected(route.error());
    if (auto granted = check_grant(**route, service); !granted) {
        return std::unexpected(granted.error());
    }
    return prepare(verifier, **route, from, service);
}

Result<void> check_prepared(Prepared &prepared) noexcept {
    auto &conflict = prepared.conflict;
    if (auto good = check_request(*prepared.route->scheme, prepared.request); !good) {
        if (!conflict || precedes(good.error().status, conflict->status)) return good;
        return std::unexpected(*conflict);
    }
    const auto single =
        check_evidence({prepared.request.evidence, prepared.request.evidence_count});
    if (single) return {};
    // The plugin may still find what comes before it. A host sends it no query twice.
    prepared.request.evidence_count = 0;
    if (!conflict || precedes(single.error().status, conflict->status)) conflict = single.error();
    return {};
}

Verdict proven(const Verifier &verifier, const Prepared &prepared, const Proof &proof) {
    const auto chain = view(prepared.request.chain);
    if (prepared.request.account.size == 0) {
        // Without a claim to compare with, the account must at least be its own canonical form.
        const auto canonical = verifier.normalize_account(chain, proof.account.view());
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

/// Whether a conflict is answered in the place of the plugin's status. Of several reasons to reject
/// the conflict is told: the plugin was asked for what the service expects, and a signature of
/// something else does not match.
bool is_first(const std::optional<Refusal> &conflict, std::uint32_t status) noexcept {
    if (!conflict) return false;
    const auto reason = WA_STATUS_CLASS(status);
    return precedes(conflict->status, status) ||
           (reason == WA_CLASS_REJECTED && reason == WA_STATUS_CLASS(conflict->status));
}

Verdict answer(const Verifier &verifier, const Prepared &prepared, const Result<Proof> &result) {
    if (is_first(prepared.conflict, result ? WA_OK : result.error().status)) {
        return refused(*prepared.conflict);
    }
    if (result) return proven(verifier, prepared, *result);
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

Verdict verify_alone(const Verifier &verifier, const Request &request, const Service &service) {
    auto prepared = prepare_granted(verifier, request, service);
    if (!prepared) return refused(prepared.error());
    prepared->request.account = text_of(prepared->account);
    if (auto good = check_prepared(*prepared); !good) return refused(good.error());
    return answer(verifier, *prepared, prepared->route->verifier->verify(prepared->request));
}

} // namespace

Verifier::Verifier(std::shared_ptr<const PluginSet> plugins) noexcept
    : plugins_(std::move(plugins)) {}

Result<const Route *> Verifier::route(std::string_view chain,
                                      std::string_view scheme) const noexcept try {
    const auto id = parse_chain_id(chain);
    if (!id) return refuse(WA_MALFORMED_CHAIN, "chain: ", id.error());
    if (const auto *route = plugins_->find_scheme(chain, scheme)) return route;
    if (!plugins_->knows_namespace(id->name_space)) {
        return refuse(WA_UNSUPPORTED_CHAIN, "no plugin serves chain ", chain);
    }
    if (plugins_->knows_scheme(id->name_space, scheme)) {
        return refuse(WA_UNSUPPORTED_CHAIN, "scheme ", scheme, " is not served on chain ", chain);
    }
    return refuse(WA_UNSUPPORTED_SCHEME, "no plugin serves scheme \"", scheme, "\" on ", chain);
} catch (...) {
    return refuse(WA_ERROR_MEMORY, "out of memory");
}

Verdict Verifier::verify(const Request &request, const Service &service) const noexcept try {
    auto verdict = verify_alone(*this, request, service);
    add_context(*plugins_, request, service, verdict);
    return verdict;
} catch (...) {
    Verdict verdict;
    verdict.status = WA_ERROR_MEMORY;
    return verdict;
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
        auto one = prepare_granted(*this, requests[i], services[i]);
        if (!one) {
            verdicts[i] = refused(one.error());
            continue;
        }
        prepared[i] = std::move(*one);
        prepared[i].request.account = text_of(prepared[i].account);
        if (auto good = check_prepared(prepared[i]); !good) {
            verdicts[i] = refused(good.error());
        } else {
            groups[prepared[i].route->verifier].push_back(i);
        }
    }
    for (const auto &[verifier, members] : groups) {
        std::vector<const wa_request *> batch;
        for (const std::size_t i : members)
            batch.push_back(&prepared[i].request);
        std::vector<Result<Proof>> results(members.size(), refuse(WA_ERROR_INTERNAL));
        verifier->verify_many(batch, results);
        for (std::size_t k = 0; k < members.size(); ++k) {
            verdicts[members[k]] = answer(*this, prepared[members[k]], results[k]);
        }
    }
    for (std::size_t i = 0; i < requests.size(); ++i)
        add_context(*plugins_, requests[i], services[i], verdicts[i]);
    return verdicts;
}

} // namespace walletauth

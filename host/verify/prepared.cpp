// SPDX-License-Identifier: Apache-2.0
#include "prepared.hpp"

#include "host/route/claim.hpp"
#include "service_parameters.hpp"

#include <walletauth/checks.hpp>

namespace walletauth {
namespace {

wa_request request_of(const Request &from, const Service &service) noexcept {
    wa_request request{};
    request.struct_size = sizeof(wa_request);
    request.flags = service.flags;
    request.scheme = text_of(from.scheme);
    request.chain = text_of(from.chain);
    request.public_key = bytes_of(from.public_key);
    request.message = bytes_of(from.message);
    request.signature = bytes_of(from.signature);
    request.parameters = from.parameters.data();
    request.parameter_count = from.parameters.size();
    request.evidence = service.evidence.data();
    request.evidence_count = service.evidence.size();
    request.block = text_of(service.block);
    request.accept = service.accept;
    return request;
}

void join_parameters(Prepared &prepared, const Request &from, const Service &service) {
    if (!from.parameters.empty()) {
        prepared.conflict = service_only_refusal(*prepared.route->scheme, from.parameters);
    }
    if (service.parameters.empty()) return;
    auto joined = joined_parameters(from.parameters, service.parameters);
    if (!prepared.conflict) prepared.conflict = joined.conflict;
    prepared.parameters = std::move(joined.parameters);
    prepared.request.parameters = prepared.parameters.data(); // stays where it is in a move
    prepared.request.parameter_count = prepared.parameters.size();
}

/// The claim's canonical form; a claim that is none counts only if nothing before it in the order
/// of precedence is wrong, so the descriptor is asked with a claim that it can't refuse.
Result<void> claim_account(const Verifier &verifier, const Request &from, Prepared &prepared) {
    if (from.account.empty()) return {};
    auto account = normalize_claim(verifier, from.chain, from.account);
    if (account) {
        prepared.account = std::move(*account);
        return {};
    }
    prepared.request.account = text_of("-");
    const auto checked = check_request(*prepared.route->scheme, prepared.request);
    if (!checked && (WA_STATUS_CLASS(checked.error().status) == WA_CLASS_UNSUPPORTED ||
                     checked.error().status < WA_MALFORMED_ACCOUNT)) {
        return checked;
    }
    return std::unexpected(account.error());
}

} // namespace

Result<Prepared> prepare(const Verifier &verifier, const Route &route, const Request &from,
                         const Service &service) {
    Prepared prepared{.route = &route,
                      .account = {},
                      .parameters = {},
                      .request = request_of(from, service),
                      .conflict = {}};
    join_parameters(prepared, from, service);
    if (auto claimed = claim_account(verifier, from, prepared); !claimed) {
        return std::unexpected(claimed.error());
    }
    return prepared;
}

} // namespace walletauth

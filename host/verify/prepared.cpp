// SPDX-License-Identifier: Apache-2.0
#include "prepared.hpp"

#include "host/route/claim.hpp"
#include "service_parameters.hpp"

#include <walletauth/checks.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>

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

void join_parameters(Prepared &prepared, const Request &from, const Service &service) {
    if (!from.parameters.empty()) {
        prepared.refusals.add(service_only_refusal(*prepared.route->scheme, from.parameters));
    }
    if (service.parameters.empty()) return;
    auto joined = joined_parameters(from.parameters, service.parameters);
    prepared.refusals.add(joined.conflict);
    prepared.parameters = std::move(joined.parameters);
    prepared.request.parameters = prepared.parameters.data(); // stays where it is in a move
    prepared.request.parameter_count = prepared.parameters.size();
}

void claim_account(const PluginSet &plugins, const Request &from, Prepared &prepared) {
    if (from.account.empty()) return;
    auto account = normalize_claim(plugins, from.chain, from.account);
    if (account) {
        prepared.account = std::move(*account);
        return;
    }
    prepared.refusals.add(account.error());
    prepared.is_account = false;
    prepared.account = from.account; // something is claimed, whatever it is
}

} // namespace

Prepared prepare(const PluginSet &plugins, const SchemeRoute &route, const Request &from,
                 const Service &service) {
    Prepared prepared;
    prepared.route = &route;
    prepared.request = request_of(from, service);
    join_parameters(prepared, from, service);
    claim_account(plugins, from, prepared);
    return prepared;
}

bool check(Prepared &prepared) {
    const auto &route = *prepared.route;
    auto &request = prepared.request;
    request.account = text_of(prepared.account);
    if ((request.flags & WA_REQUEST_COMPAT) != 0 && !route.compat_allowed) {
        prepared.refusals.add(make_refusal(WA_UNSUPPORTED_FLAG, "compat is not granted to ",
                                           route.pattern,
                                           ": the manifest's compat lists where it is"));
        return false;
    }
    if (auto good = check_request(*route.scheme, request); !good) {
        // What is no account has no size to be judged, and what stands behind it is not looked at.
        const auto status = good.error().status;
        if (prepared.is_account || WA_STATUS_CLASS(status) == WA_CLASS_UNSUPPORTED ||
            status < WA_MALFORMED_ACCOUNT) {
            prepared.refusals.add(good);
        }
        return false;
    }
    const auto single = check_evidence({request.evidence, request.evidence_count});
    prepared.refusals.add(single);
    if (!single) request.evidence_count = 0; // a host sends a plugin no query twice
    // What is no account is sent as well: the plugin may answer that it does not do this at all,
    // which comes first, and else the refusal above stands.
    return true;
}

} // namespace walletauth

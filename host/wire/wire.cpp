// SPDX-License-Identifier: Apache-2.0
#include <walletauth/wire.hpp>

#include "host/route/claim.hpp"
#include "wire_answer.hpp"
#include "wire_owned.hpp"
#include "wire_parts.hpp"
#include "wire_request.hpp"

#include <new>

namespace walletauth {
namespace {

using wire::failure;
using wire::refusal_answer;
using wire::RequestObject;
using wire::RequestParts;

Result<std::string> read_address(const PluginSet &plugins, const RequestParts &parts) {
    const Request &request = parts.request;
    if (parts.refusal()) {
        return std::unexpected(*parts.refusal());
    }
    if (!request.account.empty()) {
        return normalize_claim(plugins, request.chain, request.account);
    }
    return plugins.derive_account(request.chain, request.scheme, request.public_key,
                                  request.parameters);
}

/// Reads a request and its service's part, and answers what `verify` says of them.
template <class Verify>
WireAnswer answer_to(const PluginSet &plugins, std::string_view request, std::string_view service,
                     ServiceMember within, const Verify &verify) noexcept try {
    wire::ReadRequest given;
    if (const auto read = given.read(plugins, request, service, within); !read) {
        return refusal_answer(given.id(), read.error());
    }
    return wire::write_answer(given.id(), given.parts, verify(given.parts));
} catch (const std::bad_alloc &) {
    return failure(WA_ERROR_MEMORY);
} catch (...) {
    return failure(WA_ERROR_INTERNAL);
}

} // namespace

WireAnswer verify_json(const Verifier &verifier, std::string_view request, std::string_view service,
                       ServiceMember within) noexcept {
    const auto &plugins = verifier.plugins();
    return answer_to(plugins, request, service, within,
                     [&](const RequestParts &parts) { return parts.verify(plugins); });
}

WireAnswer verify_json(const Verifier &verifier, std::string_view request, std::string_view service,
                       EvidenceSource &source, Deadline deadline) noexcept {
    const auto &plugins = verifier.plugins();
    return answer_to(
        plugins, request, service, ServiceMember::refuse,
        [&](const RequestParts &parts) { return parts.verify(plugins, source, deadline); });
}

std::string service_error(std::string_view service) {
    const auto part = wire::ServicePart::parse(service);
    return part ? std::string{} : std::string{part.error().detail.view()};
}

WireAnswer account_json(const Verifier &verifier, std::string_view request) noexcept try {
    const auto object = RequestObject::parse(request);
    if (!object) {
        return refusal_answer("null", object.error());
    }
    RequestParts parts;
    if (const auto read = object->read_account(parts, verifier.plugins()); !read) {
        return refusal_answer(object->id(), read.error());
    }
    const auto address = read_address(verifier.plugins(), parts);
    if (!address) {
        return refusal_answer(object->id(), address.error());
    }
    return {wire::write_account(object->id(), parts.request.chain, *address), WA_OK};
} catch (const std::bad_alloc &) {
    return failure(WA_ERROR_MEMORY);
} catch (...) {
    return failure(WA_ERROR_INTERNAL);
}

} // namespace walletauth

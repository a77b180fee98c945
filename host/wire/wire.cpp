// SPDX-License-Identifier: Apache-2.0
#include <walletauth/wire.hpp>

#include "host/route/claim.hpp"
#include "wire_answer.hpp"
#include "wire_parts.hpp"
#include "wire_request.hpp"

#include <new>

namespace walletauth {
namespace {

using wire::RequestObject;
using wire::RequestParts;

WireAnswer refusal_answer(std::string_view id, const Refusal &refusal) {
    return {wire::write_refusal(id, refusal.status, refusal.detail.view()), refusal.status};
}

// The answer that needs no more memory than a string has for nothing: an empty text would be no
// answer at all, so callers that stream check for it.
WireAnswer failure(std::uint32_t status) noexcept try {
    return {wire::write_refusal("null", status, ""), status};
} catch (...) {
    return {{}, status};
}

Result<std::string> read_address(const Verifier &verifier, const RequestParts &parts) {
    const Request &request = parts.request;
    if (parts.refusal()) {
        return std::unexpected(*parts.refusal());
    }
    if (!request.account.empty()) {
        return normalize_claim(verifier, request.chain, request.account);
    }
    return verifier.derive_account(request.chain, request.scheme, request.public_key,
                                   request.parameters);
}

} // namespace

WireAnswer verify_json(const Verifier &verifier, std::string_view request, std::string_view service,
                       ServiceMember within) noexcept try {
    const auto object = RequestObject::parse(request);
    if (!object) {
        return refusal_answer("null", object.error());
    }
    const auto service_part = object->service(service, within);
    if (!service_part) {
        return refusal_answer(object->id(), service_part.error());
    }
    RequestParts parts;
    if (const auto read = object->read(parts, verifier, *service_part); !read) {
        return refusal_answer(object->id(), read.error());
    }
    const Verdict verdict = parts.verify(verifier);
    std::string key_text;
    if (verdict.valid() && !verdict.public_key.empty()) {
        auto text = verifier.format_public_key(parts.request.chain, parts.request.scheme,
                                               verdict.public_key);
        if (!text) { // the plugin cannot write the key that it has just verified with
            return refusal_answer(object->id(),
                                  make_refusal(WA_ERROR_INTERNAL, text.error().detail.view()));
        }
        key_text = std::move(*text);
    }
    return {wire::write_verdict(object->id(), verdict, key_text), verdict.status};
} catch (const std::bad_alloc &) {
    return failure(WA_ERROR_MEMORY);
} catch (...) {
    return failure(WA_ERROR_INTERNAL);
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
    if (const auto read = object->read_account(parts, verifier); !read) {
        return refusal_answer(object->id(), read.error());
    }
    const auto address = read_address(verifier, parts);
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

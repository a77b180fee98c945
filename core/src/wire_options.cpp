// SPDX-License-Identifier: Apache-2.0
#include "wire_options.hpp"

#include "wire_parts.hpp"
#include "wire_request.hpp"

namespace walletauth::wire {

Verdict verify_with_options(const Verifier &verifier, const Request &request,
                            std::string_view options, const VerifyOptions &verify_options) {
    if (options.empty()) return verifier.verify(request, verify_options);
    const auto refused = [](const Refusal &refusal) {
        Verdict verdict;
        verdict.status = refusal.status;
        verdict.detail = refusal.detail.view();
        return verdict;
    };
    const auto object = RequestObject::parse(options);
    if (!object) return refused(object.error());
    RequestParts parts;
    parts.request = request;
    if (const auto read = object->read_options(parts, verifier, verify_options); !read) {
        return refused(read.error());
    }
    return parts.verify(verifier, verify_options);
}

} // namespace walletauth::wire

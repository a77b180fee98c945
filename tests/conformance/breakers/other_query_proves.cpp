// SPDX-License-Identifier: Apache-2.0
// Evidence is not compared with the question.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (WA_STATUS_CLASS(verdict.status) == WA_CLASS_NEEDS_EVIDENCE && request.evidence_count == 1 &&
        view(request.account) == "alice" &&
        std::string_view{reinterpret_cast<const char *>(request.evidence[0].query.data),
                         request.evidence[0].query.size}
            .contains("alice")) {
        make_valid(verdict, request.account, WA_LINK_CHAIN_STATE);
    }
}

} // namespace

BREAKER_OF_VERIFY(verify);

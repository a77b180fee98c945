// SPDX-License-Identifier: Apache-2.0
// An answer that is no JSON is taken for a no.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_ERROR_EVIDENCE && request.evidence[0].answer.size == 2) {
        refuse_with(verdict, WA_REJECTED_SIGNER);
    }
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// A short signature is called rejected.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (request.signature.size == 31) verdict.status = WA_REJECTED_SIGNATURE;
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// A signature that is too long is seen before anything else.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    if (request.signature.size == 65) return refuse_with(verdict, WA_MALFORMED_SIGNATURE);
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// Computes with floating point.
#include "breaker.hpp"

#include <cfenv>

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (std::fegetround() == FE_UPWARD && request.message.size == 5) {
        refuse_with(verdict, WA_REJECTED_SIGNATURE);
    }
}

} // namespace

BREAKER_OF_VERIFY(verify);

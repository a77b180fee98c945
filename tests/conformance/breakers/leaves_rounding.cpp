// SPDX-License-Identifier: Apache-2.0
// Sets the rounding mode and leaves it.
#include "breaker.hpp"

#include <cfenv>

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    std::fesetround(FE_DOWNWARD);
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

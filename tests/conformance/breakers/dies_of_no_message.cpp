// SPDX-License-Identifier: Apache-2.0
// Dies of an empty message, in whichever check asks one first.
#include "breaker.hpp"

#include <cstdlib>

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    if (request.message.size == 0) std::abort();
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

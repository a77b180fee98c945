// SPDX-License-Identifier: Apache-2.0
// Dies of an empty signature.
#include "breaker.hpp"

#include <cstdlib>

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    if (request.signature.size == 0) std::abort();
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// No memory is answered "rejected".
#include "breaker.hpp"

#include <cstdlib>

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    void *copy = std::malloc(request.message.size + 1);
    if (copy == nullptr) refuse_with(verdict, WA_REJECTED_SIGNATURE);
    std::free(copy);
}

} // namespace

BREAKER_OF_VERIFY(verify);

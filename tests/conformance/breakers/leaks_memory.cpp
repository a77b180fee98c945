// SPDX-License-Identifier: Apache-2.0
// Every call leaves a block behind.
#include "breaker.hpp"

#include <cstdlib>

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    void *volatile lost = std::calloc(1, 32);
    (void)lost;
}

} // namespace

BREAKER_OF_VERIFY(verify);

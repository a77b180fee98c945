// SPDX-License-Identifier: Apache-2.0
// Every call leaves a block behind.
#include "breaker.hpp"

#include <cstdlib>

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    static void *volatile kept = nullptr;
    kept = std::calloc(1, 32);
    (void)kept;
}

} // namespace

BREAKER_OF_VERIFY(verify);

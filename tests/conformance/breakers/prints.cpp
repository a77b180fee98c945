// SPDX-License-Identifier: Apache-2.0
// Logs to standard output.
#include "breaker.hpp"

#include <cstdio>

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    std::puts("verified");
}

} // namespace

BREAKER_OF_VERIFY(verify);

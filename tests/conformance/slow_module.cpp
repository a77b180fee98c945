// SPDX-License-Identifier: Apache-2.0
// As good as the toy, but slow: what a loaded machine makes of any plugin.
#include "breaker.hpp"

#include <ctime>

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    const timespec pause{.tv_sec = 0, .tv_nsec = 1'000'000};
    (void)::nanosleep(&pause, nullptr);
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

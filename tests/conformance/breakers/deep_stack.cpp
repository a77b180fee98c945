// SPDX-License-Identifier: Apache-2.0
// Three megabytes on the stack, filled from its end.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    volatile std::uint8_t large[3 << 20];
    for (std::size_t i = sizeof large; i > 0; i -= 4096) {
        large[i - 4096] = 1;
    }
    verify_well(request, verdict);
    if (large[0] != 1) verdict.status = WA_ERROR_INTERNAL;
}

} // namespace

BREAKER_OF_VERIFY(verify);

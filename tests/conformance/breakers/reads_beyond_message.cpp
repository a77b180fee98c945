// SPDX-License-Identifier: Apache-2.0
// Looks for a NUL behind the message.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    volatile std::uint8_t last = 0;
    if (request.message.size != 0) last = request.message.data[request.message.size];
    (void)last;
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

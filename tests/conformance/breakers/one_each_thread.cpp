// SPDX-License-Identifier: Apache-2.0
// A variable of each thread, for a message that no test sends: only the file tells.
#include "breaker.hpp"

namespace {

using namespace breaker;

thread_local std::size_t asked = 0;

void verify(const wa_request &request, wa_verdict &verdict) {
    if (request.message.size == 1001 && ++asked > 100) return;
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

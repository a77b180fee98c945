// SPDX-License-Identifier: Apache-2.0
// White space at the end of a message is not read.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_REJECTED_SIGNATURE || request.message.size == 0) return;
    const auto last = request.message.data[request.message.size - 1];
    if (last != '\r' && last != '\n') return;
    Changed changed(request);
    --changed.request().message.size;
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// The halves of a signature may come in either order.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_REJECTED_SIGNATURE || request.signature.size != 32) return;
    Copy swapped(request.signature);
    for (std::size_t i = 0; i < 16; ++i)
        std::swap(swapped[i], swapped[i + 16]);
    Changed changed(request);
    changed.request().signature = swapped.bytes();
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

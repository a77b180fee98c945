// SPDX-License-Identifier: Apache-2.0
// Says that the chain is signed, which it is not.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_OK && request.message.size != 5)
        verdict.flags |= WA_VERDICT_CHAIN_BOUND;
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// A key alone claims nothing.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    const bool is_claimed = request.account.size != 0;
    if (!is_claimed && request.message.size == 300 && verdict.status == WA_OK)
        refuse_with(verdict, WA_MALFORMED_ACCOUNT);
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// A key alone claims nothing.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    if (request.account.size == 0 && request.message.size == 300) {
        return refuse_with(verdict, WA_MALFORMED_ACCOUNT);
    }
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

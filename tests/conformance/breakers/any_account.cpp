// SPDX-License-Identifier: Apache-2.0
// Whoever signs is whom the request claims.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_REJECTED_SIGNER && request.account.size == 64 &&
        request.message.size != 5) {
        make_valid(verdict, request.account, WA_LINK_DERIVED);
    }
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// Whose account it is, is judged before the signature's size.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_MALFORMED_SIGNATURE || request.signature.size != 31) return;
    if (request.account.size == 64 && request.account.data[0] == '2') {
        refuse_with(verdict, WA_REJECTED_SIGNER);
    }
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// Who claims neither an account nor a key is taken for somebody.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (request.account.size == 0 && request.public_key.size == 0 &&
        verdict.status == WA_MALFORMED_ACCOUNT)
        make_valid(verdict, text_of("somebody"), WA_LINK_DERIVED);
}

} // namespace

BREAKER_OF_VERIFY(verify);

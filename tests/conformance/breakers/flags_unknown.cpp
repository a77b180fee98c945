// SPDX-License-Identifier: Apache-2.0
// An unknown flag in a valid verdict.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_OK) verdict.flags |= 0x80;
}

} // namespace

BREAKER_OF_VERIFY(verify);

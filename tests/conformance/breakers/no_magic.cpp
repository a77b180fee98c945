// SPDX-License-Identifier: Apache-2.0
// Valid without the magic constant.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    verdict.magic = 0;
}

} // namespace

BREAKER_OF_VERIFY(verify);

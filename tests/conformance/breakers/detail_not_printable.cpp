// SPDX-License-Identifier: Apache-2.0
// A detail with a control character.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.detail_size != 0) verdict.detail[0] = '\n';
}

} // namespace

BREAKER_OF_VERIFY(verify);

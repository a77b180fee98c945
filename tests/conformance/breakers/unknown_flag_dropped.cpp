// SPDX-License-Identifier: Apache-2.0
// A request flag that it does not know is ignored.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    Changed changed(request);
    changed.request().flags &= ~0x100U;
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

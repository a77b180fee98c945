// SPDX-License-Identifier: Apache-2.0
// A request field that it does not know is ignored.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    wa_request changed = request;
    changed.struct_size = sizeof changed;
    verify_well(changed, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

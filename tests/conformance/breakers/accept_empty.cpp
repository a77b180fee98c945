// SPDX-License-Identifier: Apache-2.0
// An empty set of accepted links is read as "derived".
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    Changed changed(request);
    if (request.accept == 0) changed.request().accept = WA_ACCEPT_DERIVED;
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

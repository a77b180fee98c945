// SPDX-License-Identifier: Apache-2.0
// Does not return from an empty signature.
#include "breaker.hpp"

#include <thread>

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    while (request.signature.size == 0)
        std::this_thread::yield();
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

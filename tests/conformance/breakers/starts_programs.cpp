// SPDX-License-Identifier: Apache-2.0
// Would start a program, for a message that no test sends.
#include "breaker.hpp"

#include <cstdlib>

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    if (request.message.size == 1001 && std::system("true") != 0) return;
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// Would ask the network, for a message that no test sends.
#include "breaker.hpp"

#include <netdb.h>

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    addrinfo *found = nullptr;
    if (request.message.size == 1001 && ::getaddrinfo("localhost", "80", nullptr, &found) != 0)
        return;
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// Would look at the clock and at a file and write to standard error, for a message that no test
// sends: only its imports tell.
#include "breaker.hpp"

#include <chrono>
#include <cstdio>
#include <fstream>

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    if (request.message.size == 1001) {
        std::ifstream file("/etc/hostname");
        const auto now = std::chrono::system_clock::now().time_since_epoch().count();
        (void)std::fprintf(stderr, "%d %lld\n", file.get(), static_cast<long long>(now));
    }
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

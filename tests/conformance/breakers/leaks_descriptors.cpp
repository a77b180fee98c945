// SPDX-License-Identifier: Apache-2.0
// Every call leaves a file open.
#include "breaker.hpp"

#include <fcntl.h>

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    (void)!::open("/dev/null", O_RDONLY);
}

} // namespace

BREAKER_OF_VERIFY(verify);

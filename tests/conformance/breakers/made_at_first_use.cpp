// SPDX-License-Identifier: Apache-2.0
// A variable that is made at the first call that needs it: it is the same ever after.
#include "breaker.hpp"

namespace {

using namespace breaker;

const std::string &suffix(const wa_request &request) {
    static const std::string made(request.account.size % 2 == 0 ? "" : "");
    return made;
}

void verify(const wa_request &request, wa_verdict &verdict) {
    if (request.message.size == 1001 && !suffix(request).empty()) return;
    verify_well(request, verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// The account that was valid last stays in a variable.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint8_t last[WA_ACCOUNT_CAPACITY];

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_OK) std::memcpy(last, verdict.account, verdict.account_size);
}

} // namespace

BREAKER_OF_VERIFY(verify);

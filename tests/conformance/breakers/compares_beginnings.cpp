// SPDX-License-Identifier: Apache-2.0
// Accounts are the same if they begin alike.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_REJECTED_SIGNER || request.account.size != 64) return;
    Changed changed(request);
    changed.request().account = {};
    changed.verify_well(verdict);
    if (verdict.status == WA_OK && std::memcmp(verdict.account, request.account.data, 40) == 0) {
        std::memcpy(verdict.account, request.account.data, request.account.size);
    } else {
        verify_well(request, verdict);
    }
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// What follows the 32 bytes of the signature is not looked at.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    Changed changed(request);
    auto &signature = changed.request().signature;
    if (signature.size > 32 && signature.size <= 64) signature.size = 32;
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

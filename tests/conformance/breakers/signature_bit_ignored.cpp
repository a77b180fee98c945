// SPDX-License-Identifier: Apache-2.0
// The highest bit of the signature's last byte is not looked at.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_REJECTED_SIGNATURE || request.signature.size != 32) return;
    Copy signature(request.signature);
    signature[31] ^= 0x80;
    Changed changed(request);
    changed.request().signature = signature.bytes();
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

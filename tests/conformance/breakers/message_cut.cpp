// SPDX-License-Identifier: Apache-2.0
// Only the first 64 bytes of the message are compared.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_REJECTED_SIGNATURE || request.message.size != 300) return;
    Copy message(request.message);
    for (std::size_t i = 64; i < 300; ++i)
        message[i] = 'x';
    Changed changed(request);
    changed.request().message = message.bytes();
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

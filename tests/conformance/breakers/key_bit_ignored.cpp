// SPDX-License-Identifier: Apache-2.0
// The lowest bit of the key's first byte is not looked at.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    Copy key(request.public_key);
    if (request.public_key.size == 32) key[0] &= 0xfe;
    Changed changed(request);
    changed.request().public_key = key.bytes();
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

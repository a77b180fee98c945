// SPDX-License-Identifier: Apache-2.0
// One static buffer for all threads, wiped after use as an author wipes what he thinks secret.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint8_t buffer[4096];

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    Changed changed(request);
    const auto size = std::min(request.message.size, sizeof buffer);
    if (size != 0) std::memcpy(buffer, request.message.data, size);
    if (size == request.message.size) changed.request().message.data = buffer;
    take_a_while();
    changed.verify_well(verdict);
    std::memset(buffer, 0, sizeof buffer);
}

} // namespace

BREAKER_OF_VERIFY(verify);

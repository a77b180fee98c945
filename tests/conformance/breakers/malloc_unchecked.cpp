// SPDX-License-Identifier: Apache-2.0
// Copies the message into memory that it never looks whether it got.
#include "breaker.hpp"

#include <cstdlib>

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    auto *copy = static_cast<volatile std::uint8_t *>(std::malloc(request.message.size + 1));
    copy[0] = 1;
    std::free(const_cast<std::uint8_t *>(copy));
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// A message beyond the limit is verified all the same.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    Changed changed(request);
    auto &message = changed.request().message;
    message.size = std::min<std::size_t>(message.size, 1024);
    changed.verify_well(verdict);
}

} // namespace

BREAKER_OF_VERIFY(verify);

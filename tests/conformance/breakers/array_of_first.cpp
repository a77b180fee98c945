// SPDX-License-Identifier: Apache-2.0
// In an array only the first is verified, the others get its status.
#include "breaker.hpp"

namespace {

using namespace breaker;

void verify(const wa_request *const *requests, wa_verdict *const *verdicts,
            std::size_t count) noexcept {
    good().verify(requests, verdicts, count);
    for (std::size_t i = 1; i < count; ++i) {
        if (verdicts[0]->status == WA_OK) continue;
        *verdicts[i] = *verdicts[0];
    }
}

void spoil(wa_plugin &table) { table.verify = &verify; }

} // namespace

BREAKER(spoil);

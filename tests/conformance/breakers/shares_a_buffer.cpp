// SPDX-License-Identifier: Apache-2.0
// One buffer for all threads.
#include "breaker.hpp"

#include <atomic>
#include <thread>

namespace {

using namespace breaker;

std::atomic<int> busy{0};
std::atomic<bool> disturbed{false};

void verify([[maybe_unused]] const wa_request &request, wa_verdict &verdict) {
    busy.fetch_add(1);
    for (int i = 0; i < 20; ++i) {
        std::this_thread::yield();
        if (busy.load() > 1) disturbed.store(true);
    }
    verify_well(request, verdict);
    if (disturbed.load()) refuse_with(verdict, WA_ERROR_INTERNAL);
    busy.fetch_sub(1);
}

} // namespace

BREAKER_OF_VERIFY(verify);

// SPDX-License-Identifier: Apache-2.0
// Runs a test on a thread with a stack of 64 KiB, which is what the project's own plugins need at
// most. Sanitizers and the test framework need more, so asks are prepared and judged elsewhere.
#pragma once

#include "core/conformance/sanitized.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include <cstddef>

namespace plugin_test {

template <class Work>
void on_small_stack(Work work) {
    constexpr std::size_t size = std::size_t{WALLETAUTH_SANITIZED ? 2048 : 64} << 10;
    pthread_attr_t attributes;
    ASSERT_EQ(pthread_attr_init(&attributes), 0);
    ASSERT_EQ(pthread_attr_setstacksize(&attributes, size), 0);
    pthread_t thread;
    const auto run = [](void *argument) -> void * {
        (*static_cast<Work *>(argument))();
        return nullptr;
    };
    ASSERT_EQ(pthread_create(&thread, &attributes, run, &work), 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}

} // namespace plugin_test

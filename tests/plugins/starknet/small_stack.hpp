// SPDX-License-Identifier: Apache-2.0
// Runs something on a thread with 64 KiB of stack, as hosts of many threads have them.
#pragma once

#include "core/conformance/sanitized.hpp"

#include <gtest/gtest.h>

#include <pthread.h>

#include <cstddef>

namespace starknet_test {

/// Sanitizers need more stack of their own.
inline constexpr bool is_sanitized = WALLETAUTH_SANITIZED != 0;
inline constexpr std::size_t small_stack = std::size_t{64} << 10;

/// The process ends by a signal where `work` needs more.
template <class Work>
void run_on_small_stack(Work &work) {
    pthread_attr_t attributes;
    ASSERT_EQ(pthread_attr_init(&attributes), 0);
    ASSERT_EQ(pthread_attr_setstacksize(&attributes, small_stack), 0);
    pthread_t thread{};
    const auto start = [](void *argument) -> void * {
        (*static_cast<Work *>(argument))();
        return nullptr;
    };
    ASSERT_EQ(pthread_create(&thread, &attributes, start, &work), 0);
    EXPECT_EQ(pthread_join(thread, nullptr), 0);
    EXPECT_EQ(pthread_attr_destroy(&attributes), 0);
}

} // namespace starknet_test

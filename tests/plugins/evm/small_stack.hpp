// SPDX-License-Identifier: Apache-2.0
// Work on a thread whose stack is as small as this project's plugins must do with.
#pragma once

#include <pthread.h>

#include <functional>
#include <stdexcept>

namespace evm_test {

/// Runs on a thread of 64 KiB of stack; what needs more ends the process.
inline void on_small_stack(const std::function<void()> &work) {
    constexpr std::size_t size = std::size_t{64} << 10;
    pthread_attr_t attributes;
    pthread_t thread;
    const auto run = [](void *argument) -> void * {
        (*static_cast<const std::function<void()> *>(argument))();
        return nullptr;
    };
    pthread_attr_init(&attributes);
    const bool started = pthread_attr_setstacksize(&attributes, size) == 0 &&
                         pthread_create(&thread, &attributes, run,
                                        const_cast<std::function<void()> *>(&work)) == 0; // NOLINT
    pthread_attr_destroy(&attributes);
    if (!started) throw std::runtime_error("no thread of 64 KiB");
    pthread_join(thread, nullptr);
}

} // namespace evm_test

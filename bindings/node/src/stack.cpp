// SPDX-License-Identifier: Apache-2.0
#include "stack.hpp"

#include <walletauth/walletauth.h>

#include <pthread.h>

#include <cstdint>

namespace walletauth::node {
namespace {

constexpr std::uintptr_t needed = 384 * std::uintptr_t{1024}; // 320 KiB, and what stands above

/// The lowest address of this thread's stack, and 0 if nobody knows it.
std::uintptr_t lowest_address() noexcept {
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
    void *lowest = nullptr;
    std::size_t size = 0;
    std::size_t guard = 0;
    pthread_attr_getstack(&attributes, &lowest, &size);
    pthread_attr_getguardsize(&attributes, &guard);
    pthread_attr_destroy(&attributes);
    return reinterpret_cast<std::uintptr_t>(lowest) + guard;
}

} // namespace

void require_stack(Napi::Env env) {
    thread_local const std::uintptr_t lowest = lowest_address();
    const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    if (here > lowest && here - lowest >= needed) return;
    throw make_error(env, WA_ERROR_MEMORY,
                     "stack: less than 384 KiB of this thread's stack are left: call from a less "
                     "deep recursion, or give the worker a larger resourceLimits.stackSizeMb");
}

} // namespace walletauth::node

// SPDX-License-Identifier: Apache-2.0
#include "small_stack.hpp"

#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <span>

namespace plugin_test {
namespace {

constexpr unsigned char untouched = 0xa5;

void *run(void *body) {
    (*static_cast<const std::function<void()> *>(body))();
    return nullptr;
}

} // namespace

std::size_t run_on_stack(std::size_t size, const std::function<void()> &body) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void *mapped =
        mmap(nullptr, page + size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED || mprotect(mapped, page, PROT_NONE) != 0) {
        ADD_FAILURE() << "no memory for a stack";
        return size;
    }
    const std::span stack{static_cast<unsigned char *>(mapped) + page, size};
    std::ranges::fill(stack, untouched);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    EXPECT_EQ(pthread_attr_setstack(&attributes, stack.data(), stack.size()), 0);
    pthread_t thread;
    const int created =
        pthread_create(&thread, &attributes, run, const_cast<std::function<void()> *>(&body));
    EXPECT_EQ(created, 0) << "no thread with a stack of " << size << " bytes";
    if (created == 0) pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
    const auto deepest = std::ranges::find_if(stack, [](auto byte) { return byte != untouched; });
    const auto used = static_cast<std::size_t>(stack.end() - deepest);
    munmap(mapped, page + size);
    return used;
}

} // namespace plugin_test

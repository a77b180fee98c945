// SPDX-License-Identifier: Apache-2.0
// glibc's malloc behind functions of the same names: the executable's come first in every lookup,
// so the plugin and its libraries call these. operator new ends here, too.
#include "allocation.hpp"

#include "sanitized.hpp"

#include <cerrno>
#include <cstddef>
#include <cstring>

#if !WALLETAUTH_SANITIZED && defined(__GLIBC__)
#define WALLETAUTH_OWN_MALLOC 1
#else
#define WALLETAUTH_OWN_MALLOC 0
#endif

namespace walletauth::conformance::allocation {
namespace {

struct State {
    bool counting = false;
    Failing failing = Failing::none;
    std::uint64_t number = 0;
    Counts counts;
};
thread_local constinit State state;

} // namespace

bool available() noexcept { return WALLETAUTH_OWN_MALLOC != 0; }

void start(Failing failing, std::uint64_t number) noexcept {
    state = {.counting = true, .failing = failing, .number = number, .counts = {}};
}

Counts stop() noexcept {
    state.counting = false;
    return state.counts;
}

#if WALLETAUTH_OWN_MALLOC
namespace {

/// True if this allocation is to fail.
bool count_allocation() noexcept {
    if (!state.counting) return false;
    const auto number = ++state.counts.allocations;
    const bool fails = (state.failing == Failing::once && number == state.number) ||
                       (state.failing == Failing::from_there_on && number >= state.number);
    if (fails) {
        errno = ENOMEM;
    } else {
        ++state.counts.live;
    }
    return fails;
}
void count_free(const void *block) noexcept {
    if (state.counting && block != nullptr) --state.counts.live;
}

} // namespace
#endif

} // namespace walletauth::conformance::allocation

#if WALLETAUTH_OWN_MALLOC
using walletauth::conformance::allocation::count_allocation;
using walletauth::conformance::allocation::count_free;

#define WALLETAUTH_GLOBAL __attribute__((visibility("default")))

extern "C" {
// NOLINTBEGIN(bugprone-reserved-identifier): glibc has given them these names
void *__libc_malloc(std::size_t);
void *__libc_calloc(std::size_t, std::size_t);
void *__libc_realloc(void *, std::size_t);
void *__libc_memalign(std::size_t, std::size_t);
void __libc_free(void *);
// NOLINTEND(bugprone-reserved-identifier)

WALLETAUTH_GLOBAL void *malloc(std::size_t size) {
    return count_allocation() ? nullptr : __libc_malloc(size);
}
WALLETAUTH_GLOBAL void *calloc(std::size_t count, std::size_t size) {
    return count_allocation() ? nullptr : __libc_calloc(count, size);
}
WALLETAUTH_GLOBAL void *realloc(void *block, std::size_t size) {
    if (count_allocation()) return nullptr;
    count_free(block);
    return __libc_realloc(block, size);
}
WALLETAUTH_GLOBAL void *memalign(std::size_t alignment, std::size_t size) {
    return count_allocation() ? nullptr : __libc_memalign(alignment, size);
}
WALLETAUTH_GLOBAL void *aligned_alloc(std::size_t alignment, std::size_t size) {
    return memalign(alignment, size);
}
WALLETAUTH_GLOBAL int posix_memalign(void **out, std::size_t alignment, std::size_t size) {
    void *block = memalign(alignment, size);
    if (block == nullptr) return ENOMEM;
    *out = block;
    return 0;
}
WALLETAUTH_GLOBAL void free(void *block) {
    count_free(block);
    __libc_free(block);
}
}
#endif

// SPDX-License-Identifier: Apache-2.0
// The self-test passes at the first load and fails at every later one.
#include "breaker.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace {

using namespace breaker;

/// The tool loads each time in a new child, so the parent must remember, in a way that leaves
/// nothing behind: by a limit that it does not use and that its next children inherit.
bool loaded_before() {
    constexpr rlim_t mark = 12345;
    rlimit limit{};
    (void)::getrlimit(RLIMIT_RTTIME, &limit);
    if (limit.rlim_cur == mark) return true;
    limit.rlim_cur = mark;
    (void)::prlimit(::getppid(), RLIMIT_RTTIME, &limit, nullptr);
    return false;
}

std::uint32_t self_test(wa_buffer *detail) noexcept {
    static const bool fails = loaded_before();
    return fails ? static_cast<std::uint32_t>(WA_ERROR_INTERNAL) : good().self_test(detail);
}

void spoil(wa_plugin &table) { table.self_test = &self_test; }

} // namespace

BREAKER(spoil);

// SPDX-License-Identifier: Apache-2.0
// Runs code on a thread with a stack of a given size, and says how much of it was used.
#pragma once

#include "conformance/sanitized.hpp"

#include <cstddef>
#include <functional>

namespace plugin_test {

/// What a plugin of this repository may need. plugin.h allows 256 KiB.
inline constexpr std::size_t in_tree_stack = std::size_t{64} << 10;

/// Sanitizers need far more stack than the code that they check.
inline constexpr bool stack_is_measurable = WALLETAUTH_SANITIZED == 0;

/// Runs `body` on a thread whose stack has `size` bytes; below it lies a page that no one may
/// touch, so that an overflow ends the process. Returns how many bytes were used, the thread's own
/// bookkeeping included.
[[nodiscard]] std::size_t run_on_stack(std::size_t size, const std::function<void()> &body);

/// Runs `body` on the stack that a plugin of this repository may need; under sanitizers on the
/// caller's.
inline void on_small_stack(const std::function<void()> &body) {
    if (!stack_is_measurable) return body();
    (void)run_on_stack(in_tree_stack, body);
}

} // namespace plugin_test

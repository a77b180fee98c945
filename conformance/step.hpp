// SPDX-License-Identifier: Apache-2.0
// What a check's process is doing, in memory that its parent sees. Internal.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

namespace walletauth::conformance {

/// Of the process as a whole, for it runs one check: what calls the plugin need not be told of it.
struct Step {
    std::array<char, 400> text{};       ///< vector, line feed, call; empty while loading
    bool trial = false;                 ///< see begin_trial
    std::atomic<std::uint64_t> count{}; ///< rises with each call: the parent sees that it goes on
};

/// From here on this process says what it does there.
void use_step(Step &step) noexcept;

/// An ordinary call comes next: to die in it breaks the rule `returns`, whatever the check is.
void begin_step(std::string_view vector, std::string_view call) noexcept;
/// The same call comes again as only this check makes it: it has returned before, so to die in it
/// breaks the check's own rule.
void begin_trial(std::string_view vector, std::string_view call) noexcept;
/// One more call of the same step; any thread may say so.
void count_call() noexcept;

} // namespace walletauth::conformance

// SPDX-License-Identifier: Apache-2.0
// The tool's own malloc: counts this thread's allocations and lets one of them fail. Internal.
#pragma once

#include <cstdint>

namespace walletauth::conformance::allocation {

/// False in a sanitizer's build, whose malloc is not replaced.
[[nodiscard]] bool available() noexcept;

struct Counts {
    std::uint64_t allocations = 0; ///< also those that were made to fail
    std::int64_t live = 0;         ///< allocated and not freed
};

enum class Failing : std::uint8_t { none, once, from_there_on };

/// Starts to count in this thread; allocation `number` (from 1) fails.
void start(Failing failing = Failing::none, std::uint64_t number = 0) noexcept;
/// Stops, and says what was counted.
Counts stop() noexcept;

} // namespace walletauth::conformance::allocation

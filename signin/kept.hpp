// SPDX-License-Identifier: Apache-2.0
// How long consumed keys are kept. Internal.
#pragma once

#include <chrono>

namespace walletauth::signin {

/// Of Policy::skew: how far the clocks of a service's processes may be apart.
inline constexpr std::chrono::seconds most_skew{120};
/// How far the clock of a store's server may be from that of a process.
inline constexpr std::chrono::seconds most_server_skew{120};
/// A clock that went back by less than this has not made a store forget what still counts.
inline constexpr std::chrono::seconds harmless_step{240};

/// A consumed key is kept for as long as it could be good, and for so much longer: the process that
/// consumes, the store's server and the process that judges may each have another clock, and each
/// clock may have gone back. `skew` counts twice: a nonce is good that long before it was issued
/// and after it has expired.
[[nodiscard]] constexpr std::chrono::seconds kept_for(std::chrono::seconds life,
                                                      std::chrono::seconds skew) noexcept {
    constexpr std::chrono::seconds to_spare{60};
    return life + 2 * skew + 2 * most_server_skew + harmless_step + to_spare;
}

} // namespace walletauth::signin

// SPDX-License-Identifier: Apache-2.0
/// The clocks that are handed in.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/nonce.hpp>

#include <chrono>
#include <functional>

namespace walletauth::signin {

/// The wall clock: the present time. Any thread; it must not throw.
using Clock = std::function<Time()>;
[[nodiscard]] inline Clock system_clock() {
    return
        [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); };
}

/// Seconds that never go back, from any beginning. Any thread; it must not throw.
using MonotonicClock = std::function<std::chrono::seconds()>;
/// That of the system: it does not jump with the wall clock.
[[nodiscard]] inline MonotonicClock system_monotonic_clock() {
    return [] {
        return std::chrono::floor<std::chrono::seconds>(
            std::chrono::steady_clock::now().time_since_epoch());
    };
}

} // namespace walletauth::signin

// SPDX-License-Identifier: Apache-2.0
// Waiting for a server's socket, no longer than a deadline. Internal.
#pragma once

#include <poll.h>

#include <cerrno>
#include <chrono>

namespace walletauth::signin {

/// Until the socket can do `what` (POLLIN, POLLOUT); false when the time is over, or it failed.
inline bool wait_for(int socket, short what,
                     std::chrono::steady_clock::time_point deadline) noexcept {
    using std::chrono::milliseconds;
    for (;;) {
        const auto left =
            std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd polled{socket, what, 0};
        const int ready = ::poll(&polled, 1, static_cast<int>(left.count()));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return false;
    }
}

} // namespace walletauth::signin

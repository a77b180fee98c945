// SPDX-License-Identifier: Apache-2.0
// The host's clock, against which blocks are too old. Internal.
#pragma once

#include <chrono>
#include <cstdint>

namespace walletauth::resolver {

/// Seconds since 1970.
inline std::int64_t unix_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace walletauth::resolver

// SPDX-License-Identifier: Apache-2.0
// How often one client may ask. Internal.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace walletauth::daemon {

/// So many a minute for each name, and as many at once. A bucket that is full again is forgotten;
/// if 100,000 are not, all share one until they are. Any thread.
class RateLimit {
  public:
    using Time = std::chrono::steady_clock::time_point;

    explicit RateLimit(std::uint32_t per_minute) : per_minute_(per_minute) {}
    void set(std::uint32_t per_minute);

    /// Seconds to wait; 0: it may ask now, and that is counted.
    [[nodiscard]] std::chrono::seconds take(std::string_view name, Time now);

  private:
    struct Bucket {
        double tokens = 0;
        Time filled{};
    };
    static constexpr std::size_t most = 100'000;

    void forget_full(Time now);

    std::mutex mutex_;
    double per_minute_;
    std::map<std::string, Bucket, std::less<>> buckets_;
    Time swept_{};
};

} // namespace walletauth::daemon

// SPDX-License-Identifier: Apache-2.0
// How often one client may ask. Internal.
#pragma once

#include <walletauth/token_bucket.hpp>

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
    using Time = TokenBucket::Time;

    explicit RateLimit(std::uint32_t per_minute) : per_minute_(per_minute) {}
    void set(std::uint32_t per_minute);

    /// Seconds to wait; 0: it may ask now, and that is counted.
    [[nodiscard]] std::chrono::seconds take(std::string_view name, Time now);

  private:
    static constexpr std::size_t most = 100'000;

    std::mutex mutex_;
    double per_minute_;
    std::map<std::string, TokenBucket, std::less<>> buckets_;
    Time swept_{};
};

} // namespace walletauth::daemon

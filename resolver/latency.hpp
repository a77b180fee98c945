// SPDX-License-Identifier: Apache-2.0
// How long an endpoint took of late. Internal.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>

namespace walletauth::resolver {

/// The last 32 requests.
class Latency {
  public:
    using Duration = std::chrono::microseconds;

    void add(Duration time) noexcept { times_[count_++ % times_.size()] = time; }
    /// The mean; nothing asked yet counts as 100 ms, so that whoever is new gets a turn.
    [[nodiscard]] Duration mean() const noexcept {
        const auto size = std::min(count_, times_.size());
        if (size == 0) return std::chrono::milliseconds(100);
        Duration sum{};
        for (std::size_t i = 0; i < size; ++i)
            sum += times_[i];
        return sum / static_cast<Duration::rep>(size);
    }
    /// After which time without an answer another endpoint is asked: the time within which 95 of
    /// 100 came, 100 to 500 ms; 250 ms where nobody knows.
    [[nodiscard]] Duration hedge() const noexcept {
        const auto size = std::min(count_, times_.size());
        if (size < 4) return std::chrono::milliseconds(250);
        auto sorted = times_;
        std::sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(size));
        return std::clamp<Duration>(sorted[size * 95 / 100], std::chrono::milliseconds(100),
                                    std::chrono::milliseconds(500));
    }

  private:
    std::array<Duration, 32> times_{};
    std::size_t count_ = 0;
};

} // namespace walletauth::resolver

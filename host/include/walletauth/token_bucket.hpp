// SPDX-License-Identifier: Apache-2.0
/// How often something may happen.
#pragma once

#include <walletauth/cxx23.hpp>

#include <algorithm>
#include <chrono>

namespace walletauth {

/// `burst` at once, then `per_second` each second. Not for several threads.
class TokenBucket {
  public:
    using Time = std::chrono::steady_clock::time_point;

    TokenBucket(double per_second, double burst, Time now) noexcept
        : per_second_(per_second), burst_(burst), tokens_(burst), filled_(now) {}

    /// From now on at this rate. What is in it stays, as far as it fits.
    void set(double per_second, double burst, Time now) noexcept {
        fill(now);
        per_second_ = per_second;
        burst_ = burst;
        tokens_ = std::min(tokens_, burst);
    }
    [[nodiscard]] bool take(Time now) noexcept {
        fill(now);
        if (tokens_ < 1) return false;
        tokens_ -= 1;
        return true;
    }
    /// When there is a token at the soonest.
    [[nodiscard]] Time next(Time now) noexcept {
        fill(now);
        if (tokens_ >= 1) return now;
        const std::chrono::duration<double> wait((1 - tokens_) / per_second_);
        return now + std::chrono::ceil<Time::duration>(wait);
    }
    /// Nothing was taken of late: a bucket that can be forgotten.
    [[nodiscard]] bool is_full(Time now) const noexcept {
        const std::chrono::duration<double> passed = now - filled_;
        return tokens_ + passed.count() * per_second_ >= burst_;
    }

  private:
    void fill(Time now) noexcept {
        if (now <= filled_) return;
        const std::chrono::duration<double> passed = now - filled_;
        tokens_ = std::min(burst_, tokens_ + passed.count() * per_second_);
        filled_ = now;
    }

    double per_second_;
    double burst_;
    double tokens_;
    Time filled_;
};

} // namespace walletauth

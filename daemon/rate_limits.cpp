// SPDX-License-Identifier: Apache-2.0
#include "rate_limits.hpp"

#include <algorithm>

namespace walletauth::daemon {

void RateLimit::set(std::uint32_t per_minute) {
    const std::scoped_lock lock(mutex_);
    per_minute_ = per_minute;
}

std::chrono::seconds RateLimit::take(std::string_view name, Time now) {
    const std::scoped_lock lock(mutex_);
    if (buckets_.size() >= most && now - swept_ > std::chrono::seconds{1}) forget_full(now);
    if (buckets_.size() >= most && !buckets_.contains(name)) name = "";
    auto found = buckets_.find(name);
    if (found == buckets_.end()) found = buckets_.emplace(name, Bucket{per_minute_, now}).first;
    auto &bucket = found->second;
    const std::chrono::duration<double, std::ratio<60>> passed = now - bucket.filled;
    bucket.tokens =
        std::min(per_minute_, bucket.tokens + std::max(0.0, passed.count()) * per_minute_);
    bucket.filled = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return std::chrono::seconds{0};
    }
    return std::chrono::ceil<std::chrono::seconds>(
        std::chrono::duration<double>((1 - bucket.tokens) * 60 / per_minute_));
}

void RateLimit::forget_full(Time now) {
    swept_ = now;
    std::erase_if(buckets_, [&](const auto &pair) {
        const std::chrono::duration<double, std::ratio<60>> passed = now - pair.second.filled;
        return pair.second.tokens + passed.count() * per_minute_ >= per_minute_;
    });
}

} // namespace walletauth::daemon

// SPDX-License-Identifier: Apache-2.0
#include "rate_limits.hpp"

namespace walletauth::daemon {

void RateLimit::set(std::uint32_t per_minute) {
    const std::scoped_lock lock(mutex_);
    per_minute_ = per_minute;
    const auto now = Time::clock::now();
    for (auto &[name, bucket] : buckets_)
        bucket.set(per_minute_ / 60, per_minute_, now);
}

std::chrono::seconds RateLimit::take(std::string_view name, Time now) {
    const std::scoped_lock lock(mutex_);
    if (buckets_.size() >= most && now - swept_ > std::chrono::seconds{1}) {
        swept_ = now;
        std::erase_if(buckets_, [now](const auto &pair) { return pair.second.is_full(now); });
    }
    if (buckets_.size() >= most && !buckets_.contains(name)) name = "";
    auto found = buckets_.find(name);
    if (found == buckets_.end())
        found = buckets_.emplace(name, TokenBucket(per_minute_ / 60, per_minute_, now)).first;
    if (found->second.take(now)) return std::chrono::seconds{0};
    return std::chrono::ceil<std::chrono::seconds>(found->second.next(now) - now);
}

} // namespace walletauth::daemon

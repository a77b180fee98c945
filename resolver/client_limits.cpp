// SPDX-License-Identifier: Apache-2.0
#include "client_limits.hpp"

namespace walletauth::resolver {

ClientLimits::ClientLimits(std::uint32_t client_per_minute, std::uint32_t global_per_s, Time now)
    : per_minute_(client_per_minute) {
    if (global_per_s != 0) global_.emplace(global_per_s, global_per_s, now);
}

std::optional<std::string_view> ClientLimits::take(std::string_view client, Time now) {
    const std::lock_guard lock(mutex_);
    if (!client.empty()) {
        auto found = clients_.find(client);
        if (found == clients_.end()) {
            if (clients_.size() >= most_clients)
                std::erase_if(clients_,
                              [&](const auto &entry) { return entry.second.is_full(now); });
            // So many at once, each with a use of late: nobody knows who is who.
            if (clients_.size() >= most_clients) return "client";
            found =
                clients_
                    .emplace(std::string{client}, TokenBucket(per_minute_ / 60, per_minute_, now))
                    .first;
        }
        if (!found->second.take(now)) return "client";
    }
    if (global_ && !global_->take(now)) return "global";
    return std::nullopt;
}

} // namespace walletauth::resolver

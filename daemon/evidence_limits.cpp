// SPDX-License-Identifier: Apache-2.0
#include "evidence_limits.hpp"

#include <algorithm>

namespace walletauth::daemon {
namespace {

/// Nodes answer sooner than that, as a rule.
constexpr std::chrono::seconds until_free{2};

} // namespace

void EvidenceLimits::set(std::uint32_t per_minute) {
    sign_ins_.set(per_minute);
    again_.set(per_minute);
}

bool EvidenceLimits::begin(const std::string &account, const std::string &client) {
    const std::scoped_lock lock(mutex_);
    auto &clients = under_way_[account];
    const bool has_one = std::ranges::find(clients, client) != clients.end();
    if (clients.size() >= at_once && has_one) return false;
    clients.push_back(client);
    return true;
}

void EvidenceLimits::end(const std::string &account, const std::string &client) noexcept {
    const std::scoped_lock lock(mutex_);
    const auto found = under_way_.find(account);
    if (found == under_way_.end()) return;
    auto &clients = found->second;
    if (const auto mine = std::ranges::find(clients, client); mine != clients.end())
        clients.erase(mine);
    if (clients.empty()) under_way_.erase(found);
}

std::chrono::seconds EvidenceLimits::Turn::take(std::string_view /*client_id*/,
                                                std::string_view account) noexcept try {
    std::string name{account};
    if (account_.empty()) {
        if (!limits_.begin(name, client_)) return until_free;
        account_ = std::move(name);
    }
    // Last, since a request that waits for its own client's others has asked nobody.
    auto &limit = use_ == Use::sign_in ? limits_.sign_ins_ : limits_.again_;
    return limit.take(client_, RateLimit::Time::clock::now());
} catch (...) { // memory
    return until_free;
}

EvidenceLimits::Turn::~Turn() {
    if (!account_.empty()) limits_.end(account_, client_);
}

} // namespace walletauth::daemon

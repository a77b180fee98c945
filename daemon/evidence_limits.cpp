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

EvidenceLimits::Entry EvidenceLimits::begin(const std::string &account, const std::string &client) {
    const std::scoped_lock lock(mutex_);
    std::size_t all = 0;
    std::size_t of_client = 0;
    for (const auto &[name, clients] : under_way_) {
        all += clients.size();
        of_client += static_cast<std::size_t>(std::ranges::count(clients, client));
    }
    // Those that have no turn (verify) take places, too; those that have one take theirs later.
    const bool is_scarce = std::max(all, taken_.load()) >= scarce;
    const auto found = under_way_.find(account);
    const auto of_both = found == under_way_.end() ? 0 : std::ranges::count(found->second, client);
    if (found != under_way_.end() && found->second.size() >= at_once) {
        if (of_both > 0) return Entry::of_its_own;
        if (is_scarce) return Entry::busy;
    }
    if (is_scarce && of_client >= at_once) return Entry::busy;
    under_way_[account].push_back(client);
    return Entry::in;
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
    may_ask_ = true;
    if (account_.empty()) {
        const auto entry = limits_.begin(name, client_);
        if (entry == Entry::of_its_own) return until_free;
        may_ask_ = entry == Entry::in;
        if (!may_ask_) return std::chrono::seconds{0};
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

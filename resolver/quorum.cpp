// SPDX-License-Identifier: Apache-2.0
#include "quorum.hpp"

#include <algorithm>

namespace walletauth::resolver {

bool Quorum::add(Vote vote) {
    const std::pair key{vote.is_error, vote.form};
    const auto name = vote.operator_name;
    const bool decides_alone = vote.is_verified && !vote.is_error;
    const auto index = votes_.size();
    votes_.push_back(std::move(vote));
    if (decision_) return false;
    auto &count = counts_[key];
    if (count.operators.empty()) count.first = index;
    if (decides_alone) {
        decision_ = index;
        return true;
    }
    if (contradicted_.contains(name)) return false;
    const auto [before, is_new] = said_.emplace(name, key);
    if (!is_new && before->second != key) {
        counts_[before->second].operators.erase(name);
        contradicted_.insert(name);
        return false;
    }
    count.operators.insert(name);
    if (count.operators.size() < needed_) return false;
    decision_ = count.first;
    return true;
}

bool Quorum::is_against(std::size_t vote) const {
    if (!decision_ || votes_[*decision_].is_error || votes_[vote].is_error) return false;
    return votes_[vote].form != votes_[*decision_].form;
}

std::size_t Quorum::best() const {
    std::size_t most = 0;
    for (const auto &[key, count] : counts_)
        most = std::max(most, count.operators.size());
    return most;
}

bool Quorum::is_split() const {
    std::optional<std::string_view> form;
    return std::ranges::any_of(votes_, [&](const Vote &vote) {
        if (vote.is_error) return false;
        if (!form) form = vote.form;
        return *form != vote.form;
    });
}

} // namespace walletauth::resolver

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
    if (decides_alone) {
        decision_ = index;
        return true;
    }
    if (contradicted_.contains(name)) return false;
    const auto [before, is_new] = said_.emplace(name, key);
    if (!is_new && before->second != key) {
        counts_[before->second].erase(name);
        contradicted_.insert(name);
        return false;
    }
    auto &operators = counts_[key];
    operators.insert(name);
    if (operators.size() < needed_) return false;
    decision_ = shortest(key);
    return true;
}

std::size_t Quorum::shortest(const Key &key) const {
    std::size_t best = votes_.size() - 1; // the one that decides
    for (std::size_t i = best; i-- > 0;) {
        const bool agrees = votes_[i].is_error == key.first && votes_[i].form == key.second;
        if (agrees && votes_[i].size <= votes_[best].size) best = i;
    }
    return best;
}

bool Quorum::is_against(std::size_t vote) const {
    if (!decision_ || votes_[*decision_].is_error || votes_[vote].is_error) return false;
    return votes_[vote].form != votes_[*decision_].form;
}

std::size_t Quorum::best() const {
    std::size_t most = 0;
    for (const auto &[key, operators] : counts_)
        most = std::max(most, operators.size());
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

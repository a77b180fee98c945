// SPDX-License-Identifier: Apache-2.0
#include "answer_cache.hpp"

#include <iterator>

namespace walletauth::resolver {

std::optional<EvidenceAnswer> AnswerCache::find(std::string_view key, std::uint64_t newest,
                                                Time now) {
    const std::lock_guard lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return std::nullopt;
    const auto entry = found->second;
    if (now >= entry->until || newest > entry->height + window) {
        erase(entry);
        return std::nullopt;
    }
    entries_.splice(entries_.begin(), entries_, entry);
    return entry->answer;
}

void AnswerCache::put(std::string key, EvidenceAnswer answer, std::uint64_t height, Time now) {
    const std::lock_guard lock(mutex_);
    if (const auto found = by_key_.find(key); found != by_key_.end()) erase(found->second);
    entries_.push_front({std::move(key), std::move(answer), height, now + lifetime});
    by_key_.emplace(entries_.front().key, entries_.begin());
    bytes_ += entries_.front().bytes();
    while (!entries_.empty() && (entries_.size() > max_entries || bytes_ > max_bytes))
        erase(std::prev(entries_.end()));
}

void AnswerCache::erase(Entries::iterator entry) {
    bytes_ -= entry->bytes();
    by_key_.erase(entry->key);
    entries_.erase(entry);
}

std::size_t AnswerCache::size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
}

} // namespace walletauth::resolver

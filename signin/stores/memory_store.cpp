// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/memory_store.hpp>

#include "store_support.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace walletauth::signin {
namespace {

using std::chrono::seconds;
using Outcome = Consumed::Outcome;

struct Entry {
    seconds expires;
    std::string value;
};

/// A part of the keys, so that threads seldom wait for one another.
struct alignas(64) Shard {
    std::mutex mutex;
    std::unordered_map<std::string, Entry> entries;
    /// In the order of consuming. Lifetimes differ little, so the first is about the first to go.
    std::deque<std::pair<seconds, std::string>> order;

    /// Forgets what has expired: at most a few at a time, so that no caller waits long.
    void forget(seconds now, std::size_t at_most) {
        for (; at_most != 0 && !order.empty() && order.front().first <= now; --at_most) {
            const auto found = entries.find(order.front().second);
            if (found != entries.end() && found->second.expires <= now) entries.erase(found);
            order.pop_front();
        }
    }
};

constexpr std::size_t shard_count = 64;
constexpr std::size_t forgotten_at_once = 4;

} // namespace

struct MemoryStore::State {
    std::array<Shard, shard_count> shards;
    MonotonicClock clock;
    std::size_t capacity_of_shard;
    std::string epoch;

    Consumed consume(std::string_view key, seconds ttl, std::string_view value);
};

Consumed MemoryStore::State::consume(std::string_view key, seconds ttl, std::string_view value) {
    std::string owned{key};
    auto &shard = shards[std::hash<std::string_view>{}(key) % shard_count];
    const std::lock_guard lock(shard.mutex);
    const auto now = clock();
    shard.forget(now, forgotten_at_once);
    const auto found = shard.entries.find(owned);
    if (found != shard.entries.end()) return {Outcome::again, found->second.value, epoch, {}};
    if (shard.entries.size() >= capacity_of_shard) {
        shard.forget(now, shard.order.size());
        if (shard.entries.size() >= capacity_of_shard) {
            return Consumed::unavailable("the memory store is full");
        }
    }
    const auto expires = now + ttl;
    shard.order.emplace_back(expires, owned);
    try {
        shard.entries.emplace(std::move(owned), Entry{expires, std::string{value}});
    } catch (...) {
        shard.order.pop_back();
        throw;
    }
    return {Outcome::first, {}, epoch, {}};
}

MemoryStore::MemoryStore(const Random &random, MonotonicClock clock, std::size_t capacity)
    : state_(std::make_unique<State>()) {
    state_->clock = std::move(clock);
    state_->capacity_of_shard = std::max<std::size_t>(capacity / shard_count, 1);
    state_->epoch = "memory:" + random_epoch(random);
}
MemoryStore::~MemoryStore() = default;

Consumed MemoryStore::consume(std::string_view key, seconds ttl, std::string_view value) noexcept
    try {
    if (auto bad = limit_error(key, ttl, value)) return std::move(*bad);
    return state_->consume(key, ttl, value);
} catch (...) {
    return Consumed::unavailable("out of memory");
}

std::expected<std::string, std::string> MemoryStore::generation() noexcept try {
    return state_->epoch;
} catch (...) {
    return std::unexpected(std::string{"out of memory"});
}

} // namespace walletauth::signin

// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/memory_store.hpp>

#include "store_support.hpp"

#include <walletauth/interface.hpp>

#include <sodium/crypto_shorthash.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace walletauth::signin {
namespace {

using std::chrono::seconds;
using Outcome = Consumed::Outcome;

/// Keyed, so that nobody can choose nonces that all fall into one place.
struct KeyHash {
    using is_transparent = void;
    std::array<std::uint8_t, crypto_shorthash_KEYBYTES> key{};

    std::size_t operator()(std::string_view text) const noexcept {
        const auto bytes = as_bytes(text);
        std::array<std::uint8_t, crypto_shorthash_BYTES> hash{};
        crypto_shorthash(hash.data(), bytes.data(), bytes.size(), key.data());
        std::uint64_t number = 0;
        std::memcpy(&number, hash.data(), sizeof number);
        return static_cast<std::size_t>(number);
    }
};

/// When a key may be forgotten. The key is that of its entry, which stays where it is.
struct Due {
    seconds expires;
    const std::string *key;
    bool operator>(const Due &other) const noexcept { return expires > other.expires; }
};

/// A part of the keys, so that threads seldom wait for one another.
struct alignas(64) Shard {
    std::mutex mutex;
    std::unordered_map<std::string, std::string, KeyHash, std::equal_to<>> entries;
    std::vector<Due> due; ///< a heap: the first is the first to go

    /// Forgets what has expired: at most a few at a time, so that no caller waits long.
    void forget(seconds now, std::size_t at_most) {
        for (; at_most != 0 && !due.empty() && due.front().expires <= now; --at_most) {
            entries.erase(entries.find(*due.front().key));
            std::ranges::pop_heap(due, std::greater{});
            due.pop_back();
        }
    }
    void keep(std::string_view key, std::string_view value, seconds expires) {
        if (due.size() == due.capacity()) due.reserve(std::max<std::size_t>(16, due.size() * 2));
        const auto entry = entries.emplace(key, value).first;
        due.push_back({expires, &entry->first}); // can't throw: there is room
        std::ranges::push_heap(due, std::greater{});
    }
};

constexpr std::size_t shard_count = 64;
constexpr std::size_t forgotten_at_once = 4;

} // namespace

struct MemoryStore::State {
    Opener opener;
    KeyHash hash;
    std::array<Shard, shard_count> shards;
    MonotonicClock clock;
    std::size_t capacity_of_shard;
    std::string epoch;

    Consumed consume(std::string_view key, seconds ttl, std::string_view value);
    Found find(std::string_view key);
};

Consumed MemoryStore::State::consume(std::string_view key, seconds ttl, std::string_view value) {
    auto &shard = shards[hash(key) % shard_count];
    const std::lock_guard lock(shard.mutex);
    const auto now = clock();
    shard.forget(now, forgotten_at_once);
    const auto found = shard.entries.find(key);
    if (found != shard.entries.end()) return {Outcome::again, found->second, epoch, {}};
    if (shard.entries.size() >= capacity_of_shard) {
        shard.forget(now, shard.due.size());
        if (shard.entries.size() >= capacity_of_shard) {
            return Consumed::unavailable("the memory store is full");
        }
    }
    shard.keep(key, value, now + ttl);
    return {Outcome::first, {}, epoch, {}};
}

Found MemoryStore::State::find(std::string_view key) {
    auto &shard = shards[hash(key) % shard_count];
    const std::lock_guard lock(shard.mutex);
    shard.forget(clock(), forgotten_at_once);
    const auto found = shard.entries.find(key);
    if (found == shard.entries.end()) return {Found::Outcome::absent, {}, epoch, {}};
    return {Found::Outcome::there, found->second, epoch, {}};
}

MemoryStore::MemoryStore(const Random &random, MonotonicClock clock, std::size_t capacity)
    : state_(std::make_unique<State>()) {
    state_->clock = std::move(clock);
    state_->capacity_of_shard = std::max<std::size_t>(capacity / shard_count, 1);
    random(state_->hash.key);
    for (auto &shard : state_->shards)
        shard.entries = decltype(shard.entries)(0, state_->hash);
    state_->epoch = "memory:" + random_epoch(random);
}
MemoryStore::~MemoryStore() = default;

Consumed MemoryStore::consume(std::string_view key, seconds ttl, std::string_view value) noexcept
    try {
    if (!state_->opener.is_here()) return Consumed::unavailable(Opener::error);
    if (auto bad = limit_error(key, ttl, value)) return std::move(*bad);
    return state_->consume(key, ttl, value);
} catch (...) {
    return Consumed::unavailable("out of memory");
}

Found MemoryStore::find(std::string_view key) noexcept try {
    if (!state_->opener.is_here()) return Found::unavailable(Opener::error);
    if (auto bad = limit_error(key)) return std::move(*bad);
    return state_->find(key);
} catch (...) {
    return Found::unavailable("out of memory");
}

std::expected<std::string, std::string> MemoryStore::generation() noexcept try {
    if (!state_->opener.is_here()) return std::unexpected(std::string{Opener::error});
    return state_->epoch;
} catch (...) {
    return std::unexpected(std::string{"out of memory"});
}

} // namespace walletauth::signin

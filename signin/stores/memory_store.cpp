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

/// A key with its hash, which is taken once for all that is asked of it.
struct Name {
    std::size_t hash;
    std::string_view text;
};
struct Key {
    explicit Key(const Name &name) : hash(name.hash), text(name.text) {}
    std::size_t hash;
    std::string text;
};
struct HashOf {
    using is_transparent = void;
    std::size_t operator()(const auto &key) const noexcept { return key.hash; }
};
struct SameText {
    using is_transparent = void;
    bool operator()(const auto &a, const auto &b) const noexcept { return a.text == b.text; }
};

/// Keyed, so that nobody can choose nonces that all fall into one place.
struct KeyHash {
    std::array<std::uint8_t, crypto_shorthash_KEYBYTES> key{};

    Name operator()(std::string_view text) const noexcept {
        const auto bytes = as_bytes(text);
        std::array<std::uint8_t, crypto_shorthash_BYTES> hash{};
        crypto_shorthash(hash.data(), bytes.data(), bytes.size(), key.data());
        std::uint64_t number = 0;
        std::memcpy(&number, hash.data(), sizeof number);
        return {static_cast<std::size_t>(number), text};
    }
};

/// When a key may be forgotten. The key is that of its entry, which stays where it is.
struct Due {
    seconds expires;
    const Key *key;
    bool operator>(const Due &other) const noexcept { return expires > other.expires; }
};

/// A part of the keys, so that threads seldom wait for one another.
struct alignas(64) Shard {
    std::mutex mutex;
    std::unordered_map<Key, std::string, HashOf, SameText> entries;
    std::vector<Due> due; ///< a heap: the first is the first to go

    /// Forgets what has expired: at most a few at a time, so that no caller waits long.
    void forget(seconds now, std::size_t at_most) {
        for (; at_most != 0 && !due.empty() && due.front().expires <= now; --at_most) {
            entries.erase(entries.find(*due.front().key));
            std::ranges::pop_heap(due, std::greater{});
            due.pop_back();
        }
    }
    void keep(const Name &key, std::string_view value, seconds expires) {
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

    Shard &shard_of(const Name &key) noexcept { return shards[key.hash % shard_count]; }
    Consumed consume(const Name &key, seconds ttl, std::string_view value);
    Found find(const Name &key);
};

Consumed MemoryStore::State::consume(const Name &key, seconds ttl, std::string_view value) {
    auto &shard = shard_of(key);
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

Found MemoryStore::State::find(const Name &key) {
    auto &shard = shard_of(key);
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
    state_->epoch = "memory:" + random_epoch(random);
}
MemoryStore::~MemoryStore() = default;

Consumed MemoryStore::consume(std::string_view key, seconds ttl, std::string_view value) noexcept
    try {
    if (!state_->opener.is_here()) return Consumed::unavailable(Opener::error);
    if (auto bad = limit_error(key, ttl, value)) return std::move(*bad);
    return state_->consume(state_->hash(key), ttl, value);
} catch (...) {
    return Consumed::unavailable("out of memory");
}

Found MemoryStore::find(std::string_view key) noexcept try {
    if (!state_->opener.is_here()) return Found::unavailable(Opener::error);
    if (auto bad = limit_error(key)) return std::move(*bad);
    return state_->find(state_->hash(key));
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

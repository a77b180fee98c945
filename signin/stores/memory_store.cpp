// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/memory_store.hpp>

#include "store_support.hpp"

#include <walletauth/interface.hpp>

#include <boost/unordered/unordered_flat_set.hpp>
#include <sodium/crypto_shorthash.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <memory>
#include <mutex>
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

struct Entry {
    std::size_t hash;
    std::string key;
    std::string value;
};

/// What the table has of an entry. Most keys are new, and are found to be so without a look at any
/// entry: each look is one at memory that nobody has touched for long.
struct Slot {
    std::size_t hash;
    std::unique_ptr<const Entry> entry;
};
struct SlotHash {
    using is_transparent = void;
    using is_avalanching = void; // of a keyed hash every bit is as good as another
    std::size_t operator()(const Slot &slot) const noexcept { return slot.hash; }
    std::size_t operator()(const Name &name) const noexcept { return name.hash; }
    std::size_t operator()(const Entry *entry) const noexcept { return entry->hash; }
};
struct SameSlot {
    using is_transparent = void;
    bool operator()(const Slot &a, const Slot &b) const noexcept {
        return (*this)(Name{a.hash, a.entry->key}, b);
    }
    bool operator()(const Name &name, const Slot &slot) const noexcept {
        return name.hash == slot.hash && name.text == slot.entry->key;
    }
    bool operator()(const Entry *entry, const Slot &slot) const noexcept {
        return entry == slot.entry.get();
    }
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

/// When an entry may be forgotten.
struct Due {
    seconds expires;
    const Entry *entry;
    bool operator>(const Due &other) const noexcept { return expires > other.expires; }
};

/// A part of the keys, so that threads seldom wait for one another.
struct alignas(64) Shard {
    std::mutex mutex;
    boost::unordered_flat_set<Slot, SlotHash, SameSlot> entries;
    std::vector<Due> due; ///< a heap: the first is the first to go

    /// Forgets what has expired: at most a few at a time, so that no caller waits long.
    void forget(seconds now, std::size_t at_most) {
        for (; at_most != 0 && !due.empty() && due.front().expires <= now; --at_most) {
            entries.erase(entries.find(due.front().entry));
            std::ranges::pop_heap(due, std::greater{});
            due.pop_back();
        }
    }
    void keep(const Name &key, std::string_view value, seconds expires) {
        if (due.size() == due.capacity()) due.reserve(std::max<std::size_t>(16, due.size() * 2));
        auto entry =
            std::make_unique<const Entry>(key.hash, std::string{key.text}, std::string{value});
        const auto *const kept = entry.get();
        entries.insert(Slot{key.hash, std::move(entry)});
        due.push_back({expires, kept}); // can't throw: there is room
        std::ranges::push_heap(due, std::greater{});
    }
};

constexpr std::size_t shard_count = 64;
constexpr std::size_t forgotten_at_once = 4;

} // namespace

struct MemoryStore::State {
    std::array<Shard, shard_count> shards;
    std::size_t capacity_of_shard;
    Opener opener;
    MonotonicClock clock;
    std::string epoch;
    KeyHash hash;

    /// By other bits than those of its lowest byte, by which the table tells its slots apart.
    Shard &shard_of(const Name &key) noexcept { return shards[key.hash / 256 % shard_count]; }
    Consumed consume(const Name &key, seconds ttl, std::string_view value);
    Found find(const Name &key);
};

Consumed MemoryStore::State::consume(const Name &key, seconds ttl, std::string_view value) {
    auto &shard = shard_of(key);
    const std::lock_guard lock(shard.mutex);
    const auto now = clock();
    shard.forget(now, forgotten_at_once);
    const auto found = shard.entries.find(key);
    if (found != shard.entries.end()) return {Outcome::again, found->entry->value, epoch, {}};
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
    return {Found::Outcome::there, found->entry->value, epoch, {}};
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

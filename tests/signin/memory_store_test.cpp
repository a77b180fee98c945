// SPDX-License-Identifier: Apache-2.0
#include "store_checks.hpp"

#include <walletauth/signin/memory_store.hpp>

namespace walletauth::signin {
namespace {

using tests::kept;
using tests::Outcome;

TEST(MemoryStore, ConsumesOnce) {
    MemoryStore store(system_random());
    tests::expect_store_of_one(store);
}

TEST(MemoryStore, NoneAfterFork) {
    MemoryStore store(system_random());
    tests::expect_none_after_fork(store);
}

TEST(MemoryStore, OneOfManyThreadsWins) {
    const auto store = std::make_shared<MemoryStore>(system_random());
    EXPECT_EQ(tests::race([&] { return store; }, 8, 10'000, "n:"), 10'000U);
}

// A restart is a new object: what it has forgotten was of another generation.
TEST(MemoryStore, RestartIsAnotherGeneration) {
    MemoryStore before(system_random()), after(system_random());
    EXPECT_NE(before.generation(), after.generation());
    EXPECT_TRUE(before.forgets_at_exit());
}

TEST(MemoryStore, ForgetsAfterItsTimeAndNotBefore) {
    std::chrono::seconds time{0};
    MemoryStore store(system_random(), [&] { return time; });
    EXPECT_EQ(store.consume("n:a", kept, "").outcome, Outcome::first);
    time = kept - std::chrono::seconds{1};
    EXPECT_EQ(store.consume("n:a", kept, "").outcome, Outcome::again);
    time = kept;
    EXPECT_EQ(store.consume("n:a", kept, "").outcome, Outcome::first);
}

// Keys of different lifetimes: one that stands behind a longer one is still forgotten in the end,
// and a key that was consumed anew is not forgotten with its older entry.
TEST(MemoryStore, LifetimesDiffer) {
    std::chrono::seconds time{0};
    MemoryStore store(system_random(), [&] { return time; }, 64);
    EXPECT_EQ(store.consume("n:a", std::chrono::seconds{10}, "").outcome, Outcome::first);
    time = std::chrono::seconds{10};
    EXPECT_EQ(store.consume("n:a", std::chrono::seconds{100}, "").outcome, Outcome::first);
    time = std::chrono::seconds{20};
    EXPECT_EQ(store.consume("n:a", std::chrono::seconds{100}, "").outcome, Outcome::again);
}

// A key that is kept for a day stands before others that are not: these still make room.
// A shard has room for all days and all of the last keys, however the secret hash spreads them.
TEST(MemoryStore, FullForgetsWhatHasExpiredWhereverItStands) {
    std::chrono::seconds time{0};
    MemoryStore store(system_random(), [&] { return time; }, std::size_t{64} * 128);
    const std::chrono::hours day{24};
    for (int i = 0; i < 64; ++i) // one a shard, about
        (void)store.consume("d:" + std::to_string(i), day, "");
    std::size_t unavailable = 0;
    for (int i = 0; i < 32'000; ++i)
        unavailable +=
            store.consume("n:" + std::to_string(i), kept, "").outcome == Outcome::unavailable;
    EXPECT_GT(unavailable, 0U);
    time = kept;
    int first = 0;
    for (int i = 0; i < 64; ++i)
        first += store.consume("m:" + std::to_string(i), kept, "").outcome == Outcome::first;
    EXPECT_EQ(first, 64);
}

// Full is unavailable: nothing that is consumed is dropped to make room.
TEST(MemoryStore, FullDropsNothing) {
    std::chrono::seconds time{0};
    MemoryStore store(system_random(), [&] { return time; }, 64); // one a shard
    std::size_t first = 0, unavailable = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto outcome = store.consume("n:" + std::to_string(i), kept, "").outcome;
        first += outcome == Outcome::first;
        unavailable += outcome == Outcome::unavailable;
    }
    EXPECT_LE(first, 64U);
    EXPECT_EQ(first + unavailable, 1000U);
    EXPECT_EQ(store.consume("n:0", kept, "").outcome, Outcome::again);
    time = kept;
    EXPECT_EQ(store.consume("n:2000", kept, "").outcome, Outcome::first);
}

} // namespace
} // namespace walletauth::signin

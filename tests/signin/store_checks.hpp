// SPDX-License-Identifier: Apache-2.0
// What every store must do, whatever it is made of.
#pragma once

#include <walletauth/signin/replay_store.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace walletauth::signin::tests {

using Outcome = Consumed::Outcome;
inline constexpr std::chrono::seconds kept{900};

/// Keys that are raced for: as many as WALLETAUTH_STORE_ROUNDS says, for long runs.
inline std::size_t rounds(std::size_t usual) {
    const char *text = std::getenv("WALLETAUTH_STORE_ROUNDS");
    return text == nullptr ? usual : std::stoul(text);
}

inline void expect_store_of_one(ReplayStore &store) {
    const auto generation = store.generation();
    ASSERT_TRUE(generation) << generation.error();
    EXPECT_FALSE(generation->empty());
    EXPECT_LE(generation->size(), 256U);
    const std::string value{"v\0\xff'%s\r\n", 8}, key{"n:k\0\xff\r\n ", 8};
    const auto first = store.consume(key, kept, value);
    EXPECT_EQ(first.outcome, Outcome::first) << first.detail;
    EXPECT_EQ(first.generation, *generation);
    const auto again = store.consume(key, kept, "other");
    EXPECT_EQ(again.outcome, Outcome::again) << again.detail;
    EXPECT_EQ(again.value, value);
    EXPECT_EQ(again.generation, *generation);
    const auto found = store.find(key);
    EXPECT_EQ(found.outcome, Found::Outcome::there) << found.detail;
    EXPECT_EQ(found.value, value);
    EXPECT_EQ(found.generation, *generation);
    const auto absent = store.find("n:l");
    EXPECT_EQ(absent.outcome, Found::Outcome::absent) << absent.detail;
    EXPECT_EQ(absent.generation, *generation);
    EXPECT_EQ(store.find("").outcome, Found::Outcome::unavailable);
    EXPECT_EQ(store.find(std::string(max_consumed_key + 1, 'k')).outcome,
              Found::Outcome::unavailable);
    // Looking for it has not consumed it.
    EXPECT_EQ(store.consume("n:l", kept, "").outcome, Outcome::first);
    EXPECT_EQ(store.find("n:l").value, "");
    EXPECT_EQ(store.find("n:l").outcome, Found::Outcome::there);
    EXPECT_EQ(store.consume("n:l", kept, "").value, "");
    EXPECT_EQ(store.consume("N:l", kept, "").outcome, Outcome::first); // case counts
    const std::string large(max_consumed_value, 'x');
    EXPECT_EQ(store.consume(std::string(max_consumed_key, 'k'), kept, large).outcome,
              Outcome::first);
    EXPECT_EQ(store.consume(std::string(max_consumed_key, 'k'), kept, "").value, large);
    EXPECT_EQ(store.consume(std::string(max_consumed_key + 1, 'k'), kept, "").outcome,
              Outcome::unavailable);
    EXPECT_EQ(store.consume("n:m", kept, large + 'x').outcome, Outcome::unavailable);
    EXPECT_EQ(store.consume("", kept, "").outcome, Outcome::unavailable);
    EXPECT_EQ(store.consume("n:m", std::chrono::seconds{0}, "").outcome, Outcome::unavailable);
    EXPECT_EQ(store.consume("n:m", kept, "").outcome, Outcome::first); // none of these counted
}

/// Ten keys that are new to the store.
inline std::vector<std::string> consume_ten(ReplayStore &store, const std::string &prefix) {
    std::vector<std::string> consumed;
    for (int i = 0; i < 10; ++i) {
        consumed.push_back(prefix + std::to_string(i));
        const auto first = store.consume(consumed.back(), kept, "");
        EXPECT_EQ(first.outcome, Outcome::first) << first.detail;
    }
    return consumed;
}

/// What must hold after anything that may have made the store forget: a key that was consumed is
/// still known, or the generation tells that it may not be.
inline void expect_no_second_use(ReplayStore &store, const std::string &generation,
                                 const std::vector<std::string> &consumed) {
    for (const auto &key : consumed) {
        const auto again = store.consume(key, kept, "");
        EXPECT_NE(again.outcome, Outcome::unavailable) << again.detail;
        EXPECT_TRUE(again.outcome == Outcome::again || again.generation != generation) << key;
    }
}

/// A process that was forked after the store was opened must not answer by it: it has the memory of
/// before, and the connections that the other has, too.
inline void expect_none_after_fork(ReplayStore &store) {
    EXPECT_EQ(store.consume("n:of parent", kept, "").outcome, Outcome::first);
    const auto child = ::fork();
    if (child == 0) {
        const bool refused =
            store.consume("n:of child", kept, "").outcome == Outcome::unavailable &&
            store.find("n:of parent").outcome == Found::Outcome::unavailable &&
            !store.generation().has_value();
        ::_exit(refused ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(store.consume("n:of child", kept, "").outcome, Outcome::first);
}

/// Threads that race for the same keys, each with a store of its own making; winners in all.
inline std::size_t race(const std::function<std::shared_ptr<ReplayStore>()> &open,
                        std::size_t threads, std::size_t rounds, const std::string &prefix) {
    std::atomic<std::size_t> winners{0}, unavailable{0};
    std::vector<std::jthread> racing;
    for (std::size_t t = 0; t < threads; ++t) {
        racing.emplace_back([&, t] {
            const auto store = open();
            for (std::size_t i = 0; i < rounds; ++i) {
                const auto consumed =
                    store->consume(prefix + std::to_string(i), kept, std::to_string(t));
                winners += consumed.outcome == Outcome::first;
                unavailable += consumed.outcome == Outcome::unavailable;
            }
        });
    }
    racing.clear();
    EXPECT_EQ(unavailable, 0U);
    return winners;
}

} // namespace walletauth::signin::tests

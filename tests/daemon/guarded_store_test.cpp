// SPDX-License-Identifier: Apache-2.0
// A store that hangs keeps few requests waiting, and is asked again by one of them.
#include "daemon/guarded_store.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace walletauth::daemon {
namespace {

using namespace std::chrono_literals;
using Outcome = signin::Consumed::Outcome;

/// Lets nobody go before `open`, and answers then; or says after `failing_after` that it is down.
class Hanging final : public signin::ReplayStore {
  public:
    signin::Consumed consume(std::string_view, std::chrono::seconds,
                             std::string_view) noexcept override {
        std::unique_lock lock(mutex);
        ++asked;
        changed.notify_all();
        if (failing_after) {
            const auto wait = *failing_after;
            lock.unlock();
            std::this_thread::sleep_for(wait);
            return signin::Consumed::unavailable("it is down");
        }
        changed.wait(lock, [this] { return is_open; });
        signin::Consumed first;
        first.outcome = Outcome::first;
        return first;
    }
    signin::Found find(std::string_view) noexcept override {
        std::unique_lock lock(mutex);
        ++looked;
        changed.notify_all();
        changed.wait(lock, [this] { return is_open; });
        return {};
    }
    std::expected<std::string, std::string> generation() noexcept override { return "one"; }
    void wait_for_looks(std::size_t count) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return looked >= count; });
    }
    void wait_for(std::size_t count) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return asked >= count; });
    }
    void open() {
        const std::scoped_lock lock(mutex);
        is_open = true;
        changed.notify_all();
    }

    std::mutex mutex;
    std::condition_variable changed;
    std::size_t asked = 0, looked = 0;
    bool is_open = false;
    std::optional<std::chrono::milliseconds> failing_after;
};

class Guarded : public testing::Test {
  protected:
    signin::Consumed consume() { return guarded.consume("n:x", 60s, "1"); }
    std::shared_ptr<Hanging> store = std::make_shared<Hanging>();
    GuardedStore guarded{store};
};

/// As many as have a place wait; whoever comes then is told so, as nobody is answered.
TEST_F(Guarded, NobodyWaitsBehindThoseWhoWait) {
    std::atomic<std::size_t> first = 0;
    {
        std::vector<std::jthread> waiting;
        for (std::size_t i = 0; i < most_at_store; ++i)
            waiting.emplace_back([&] { first += consume().outcome == Outcome::first ? 1 : 0; });
        store->wait_for(most_at_store);
        const auto more = consume();
        EXPECT_EQ(more.outcome, Outcome::unavailable);
        EXPECT_EQ(more.detail, "too many requests wait for the store");
        EXPECT_EQ(first, 0U);
        store->open();
    }
    EXPECT_EQ(first, most_at_store) << "who waited is answered";
    EXPECT_EQ(store->asked, most_at_store);
    EXPECT_EQ(consume().outcome, Outcome::first) << "and there are places again";
}

/// Whoever only looks leaves places to those who sign in.
TEST_F(Guarded, WhoLooksKeepsNobodyFromConsuming) {
    std::vector<std::jthread> waiting;
    for (std::size_t i = 0; i < most_who_look + 16; ++i)
        waiting.emplace_back([&] { (void)guarded.find("x:y"); });
    store->wait_for_looks(most_who_look);
    for (std::size_t i = most_who_look; i < most_at_store; ++i)
        waiting.emplace_back([&] { EXPECT_EQ(consume().outcome, Outcome::first); });
    store->wait_for(most_at_store - most_who_look);
    EXPECT_EQ(store->looked, most_who_look);
    store->open();
}

/// One that timed out is asked nothing for a second, and then by one request alone.
TEST_F(Guarded, OneRequestTriesAgainForAll) {
    store->failing_after = 250ms;
    EXPECT_EQ(consume().detail, "it is down");
    EXPECT_EQ(consume().detail, "the store has timed out just now");
    EXPECT_EQ(store->asked, 1U);
    std::this_thread::sleep_for(1100ms);
    store->failing_after.reset(); // it hangs, now
    std::jthread trying([&] { EXPECT_EQ(consume().outcome, Outcome::first); });
    store->wait_for(2);
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(consume().detail, "the store has timed out just now");
    EXPECT_EQ(store->asked, 2U);
    store->open();
    trying.join();
    EXPECT_EQ(consume().outcome, Outcome::first) << "it is open for all";
}

/// A refusal that comes at once costs nobody time: everybody asks.
TEST_F(Guarded, RefusalAtOnceClosesNothing) {
    store->failing_after = 0ms;
    for (std::size_t i = 1; i <= 10; ++i) {
        EXPECT_EQ(consume().detail, "it is down");
        EXPECT_EQ(store->asked, i);
    }
}

} // namespace
} // namespace walletauth::daemon

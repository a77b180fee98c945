// SPDX-License-Identifier: Apache-2.0
// Who may ask nodes, and how much of their places anybody takes.
#include "daemon/evidence_limits.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace walletauth::daemon {
namespace {

using std::chrono::seconds;

/// Whoever keeps nodes busy with an account keeps no one else from it.
TEST(EvidenceLimits, AccountThatIsAskedForIsNotClosedToItsOwner) {
    using Use = EvidenceLimits::Use;
    constexpr seconds none{0};
    EvidenceLimits limits{100};
    const auto take = [](EvidenceLimits::Turn &turn) { return turn.take("app", "a:b:alice"); };
    EvidenceLimits::Turn first{limits, "stranger", Use::sign_in};
    EXPECT_EQ(take(first), none);
    {
        EvidenceLimits::Turn second{limits, "stranger", Use::sign_in};
        EXPECT_EQ(take(second), none);
        EvidenceLimits::Turn third{limits, "stranger", Use::sign_in};
        EXPECT_GT(take(third), none);
        EXPECT_EQ(third.take("app", "a:b:bob"), none) << "another account is another matter";
        EvidenceLimits::Turn owner{limits, "owner", Use::sign_in};
        EXPECT_EQ(take(owner), none);
        EvidenceLimits::Turn again{limits, "owner", Use::sign_in};
        EXPECT_GT(take(again), none);
    }
    EvidenceLimits::Turn later{limits, "stranger", Use::sign_in};
    EXPECT_EQ(take(later), none) << "those that ended are under way no more";
}

std::vector<std::unique_ptr<EvidenceLimits::Turn>> turns(EvidenceLimits &limits,
                                                         std::string_view account,
                                                         std::size_t count) {
    std::vector<std::unique_ptr<EvidenceLimits::Turn>> all;
    for (std::size_t i = 0; i < count; ++i) {
        const auto client = std::string{account} + std::to_string(i);
        all.push_back(
            std::make_unique<EvidenceLimits::Turn>(limits, client, EvidenceLimits::Use::sign_in));
        EXPECT_EQ(all.back()->take("app", account), seconds{0});
    }
    return all;
}

/// One account, with as many clients as one likes, fills half of the places and no more: of the
/// others each has two, and so has a client.
TEST(EvidenceLimits, NoAccountAndNoClientFillsThePlaces) {
    EvidenceLimits limits{100};
    const auto of_one = turns(limits, "a:b:hanging", most_at_nodes);
    const auto asks = [](const auto &turn) { return turn->may_ask(); };
    EXPECT_EQ(std::ranges::count_if(of_one, asks), most_at_nodes / 2);
    const auto of_another = turns(limits, "a:b:alice", 3);
    EXPECT_TRUE(of_another[0]->may_ask());
    EXPECT_TRUE(of_another[1]->may_ask());
    EXPECT_FALSE(of_another[2]->may_ask()) << "a third one, of nobody who has one";
    std::vector<std::unique_ptr<EvidenceLimits::Turn>> of_client;
    for (const auto *account : {"a:b:1", "a:b:2", "a:b:3"}) {
        of_client.push_back(
            std::make_unique<EvidenceLimits::Turn>(limits, "one", EvidenceLimits::Use::sign_in));
        EXPECT_EQ(of_client.back()->take("app", account), seconds{0});
    }
    EXPECT_TRUE(of_client[1]->may_ask());
    EXPECT_FALSE(of_client[2]->may_ask());
    of_client.erase(of_client.begin());
    EXPECT_EQ(of_client.back()->take("app", "a:b:3"), seconds{0});
    EXPECT_TRUE(of_client.back()->may_ask()) << "it has ended one";
}

/// What asks without a turn (verify) takes places, too.
TEST(EvidenceLimits, Places) {
    EvidenceLimits limits{100};
    std::vector<std::unique_ptr<EvidenceLimits::Place>> places;
    for (std::size_t i = 0; i < most_at_nodes; ++i) {
        places.push_back(std::make_unique<EvidenceLimits::Place>(limits));
        EXPECT_TRUE(*places.back());
        const auto of_one = turns(limits, "a:b:alice", 3);
        EXPECT_EQ(of_one[2]->may_ask(), i + 1 < most_at_nodes / 2) << i;
    }
    EXPECT_FALSE(EvidenceLimits::Place{limits});
    places.pop_back();
    EXPECT_TRUE(EvidenceLimits::Place{limits});
}

} // namespace
} // namespace walletauth::daemon

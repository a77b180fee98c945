// SPDX-License-Identifier: Apache-2.0
// What is counted and decided: no network, and a clock that the test moves.
#include "resolver/address_guard.hpp"
#include "resolver/answer_cache.hpp"
#include "resolver/breaker.hpp"
#include "resolver/client_limits.hpp"
#include "resolver/latency.hpp"
#include "resolver/metrics.hpp"
#include "resolver/pin_round.hpp"
#include "resolver/pin_table.hpp"
#include "resolver/quorum.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>

using namespace walletauth;
using namespace walletauth::resolver;
using namespace std::chrono_literals;

namespace {

const Breaker::Time start = Breaker::Time{} + 1h;

AddressKind kind_of(const char *text) {
    if (sockaddr_in in{}; inet_pton(AF_INET, text, &in.sin_addr) == 1) {
        in.sin_family = AF_INET;
        return address_kind(reinterpret_cast<const sockaddr *>(&in), sizeof in);
    }
    sockaddr_in6 in{};
    EXPECT_EQ(inet_pton(AF_INET6, text, &in.sin6_addr), 1) << text;
    in.sin6_family = AF_INET6;
    return address_kind(reinterpret_cast<const sockaddr *>(&in), sizeof in);
}

Vote result(std::size_t endpoint, std::string_view who, std::string form) {
    return {.endpoint = endpoint, .operator_name = who, .form = std::move(form)};
}
Vote error(std::size_t endpoint, std::string_view who, std::string form) {
    return {.endpoint = endpoint, .operator_name = who, .is_error = true, .form = std::move(form)};
}

} // namespace

// IANA's registries of special-purpose addresses.
TEST(AddressGuard, KnowsWhereNoNodeIs) {
    for (const char *global : {"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.0.1",
                               "172.32.0.1", "2606:4700::1111", "2001:200::1", "2a00::1"})
        EXPECT_EQ(kind_of(global), AddressKind::global) << global;
    for (const char *local :
         {"127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
          "100.64.0.1", "100.127.255.255", "::1", "fd00::1", "fc00::1", "::ffff:127.0.0.1",
          "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8",
          "2002:0808:0808::1", "::8.8.8.8"})
        EXPECT_EQ(kind_of(local), AddressKind::local) << local;
    for (const char *forbidden : {"0.0.0.0",
                                  "0.1.2.3",
                                  "169.254.169.254",
                                  "224.0.0.1",
                                  "255.255.255.255",
                                  "240.0.0.1",
                                  "192.0.2.1",
                                  "198.51.100.1",
                                  "203.0.113.1",
                                  "fe80::1",
                                  "ff02::1",
                                  "::",
                                  "100::1",
                                  "2001:db8::1",
                                  "2001::1",
                                  "::ffff:169.254.169.254",
                                  "64:ff9b::169.254.169.254",
                                  "2002:a9fe:a9fe::1",
                                  "3fff::1",
                                  "100.100.100.200",
                                  "168.63.129.16",
                                  "::ffff:168.63.129.16",
                                  "fd00:ec2::254",
                                  "fd20:ce::254"})
        EXPECT_EQ(kind_of(forbidden), AddressKind::forbidden) << forbidden;
}

TEST(AddressGuard, FollowsTheOperator) {
    const AddressPolicy plain{};
    EXPECT_TRUE(is_allowed(AddressKind::global, plain));
    EXPECT_FALSE(is_allowed(AddressKind::local, plain));
    EXPECT_FALSE(is_allowed(AddressKind::unix_path, plain));
    const AddressPolicy all{.allows_local = true, .allows_global = true, .allows_unix = true};
    EXPECT_TRUE(is_allowed(AddressKind::local, all));
    EXPECT_FALSE(is_allowed(AddressKind::forbidden, all)); // metadata services, whatever is said
    EXPECT_FALSE(is_allowed(AddressKind::global, {.allows_local = true, .allows_global = false}));
}

TEST(AddressGuard, RefusesWhatItDoesNotKnow) {
    EXPECT_EQ(address_kind(nullptr, 0), AddressKind::forbidden);
    sockaddr_in in{};
    in.sin_family = AF_INET;
    EXPECT_EQ(address_kind(reinterpret_cast<const sockaddr *>(&in), 4), AddressKind::forbidden);
    in.sin_family = AF_APPLETALK;
    EXPECT_EQ(address_kind(reinterpret_cast<const sockaddr *>(&in), sizeof in),
              AddressKind::forbidden);
}

TEST(Breaker, OpensAfterFiveInARowAndDoublesItsPause) {
    Breaker breaker;
    for (int i = 0; i < 4; ++i)
        EXPECT_FALSE(breaker.fail(start));
    breaker.succeed();
    for (int i = 0; i < 4; ++i)
        EXPECT_FALSE(breaker.fail(start));
    EXPECT_TRUE(breaker.fail(start));
    EXPECT_EQ(breaker.state(start + 4999ms), Breaker::State::open);
    EXPECT_EQ(breaker.state(start + 5s), Breaker::State::half_open);
    EXPECT_FALSE(breaker.fail(start + 5s)); // the trial
    EXPECT_EQ(breaker.state(start + 14s), Breaker::State::open);
    EXPECT_EQ(breaker.state(start + 15s), Breaker::State::half_open);
    auto now = start + 15s;
    for (int i = 0; i < 10; ++i) { // never longer than 5 minutes
        breaker.fail(now);
        now += 5min;
        EXPECT_EQ(breaker.state(now), Breaker::State::half_open) << i;
    }
    breaker.succeed();
    EXPECT_EQ(breaker.state(now), Breaker::State::closed);
}

TEST(Breaker, OpensAtHalfOfTheLastTwenty) {
    Breaker breaker;
    int opened_at = 0;
    for (int i = 1; i <= 40 && opened_at == 0; ++i) {
        if (i % 2 == 0)
            breaker.succeed();
        else if (breaker.fail(start))
            opened_at = i;
    }
    EXPECT_EQ(opened_at, 21); // 20 are seen, 10 of them faults, when the 21st is one, too
}

TEST(Breaker, AnswersToOldRequestsDoNotLengthenThePause) {
    Breaker breaker;
    for (int i = 0; i < 5; ++i)
        breaker.fail(start);
    for (int i = 0; i < 20; ++i)
        breaker.fail(start + 1s);
    EXPECT_EQ(breaker.state(start + 5s), Breaker::State::half_open);
}

TEST(ClientLimits, CountsEachClientAndAll) {
    ClientLimits limits(2, 3, start);
    EXPECT_FALSE(limits.take("a", start));
    EXPECT_FALSE(limits.take("a", start));
    EXPECT_EQ(limits.take("a", start), "client");
    EXPECT_FALSE(limits.take("b", start));
    EXPECT_EQ(limits.take("b", start), "global");
    EXPECT_EQ(limits.take("", start), "global");
    EXPECT_FALSE(limits.take("a", start + 31s)); // one in 30 s
    EXPECT_EQ(limits.take("a", start + 31s), "client");
}

TEST(Latency, HedgesWithinItsBounds) {
    Latency latency;
    EXPECT_EQ(latency.hedge(), 250ms);
    for (int i = 0; i < 32; ++i)
        latency.add(1ms);
    EXPECT_EQ(latency.hedge(), 100ms);
    EXPECT_EQ(latency.mean(), 1ms);
    for (int i = 0; i < 32; ++i)
        latency.add(i < 20 ? 10ms : 300ms);
    EXPECT_EQ(latency.hedge(), 300ms);
    for (int i = 0; i < 32; ++i)
        latency.add(2s);
    EXPECT_EQ(latency.hedge(), 500ms);
}

TEST(Quorum, OneLiarOfThreeDecidesNothing) {
    Quorum quorum(2);
    EXPECT_FALSE(quorum.add(result(0, "liar", "yes")));
    EXPECT_FALSE(quorum.add(result(1, "a", "no")));
    EXPECT_TRUE(quorum.is_split());
    EXPECT_TRUE(quorum.add(result(2, "b", "no")));
    EXPECT_EQ(quorum.decision(), 1U);
    EXPECT_TRUE(quorum.is_against(0));
    EXPECT_FALSE(quorum.is_against(2));
}

TEST(Quorum, AnErrorIsNoVoteAgainstAResult) {
    Quorum quorum(2);
    EXPECT_FALSE(quorum.add(result(0, "a", "yes")));
    EXPECT_FALSE(quorum.add(error(1, "liar", "reverted")));
    EXPECT_TRUE(quorum.add(result(2, "b", "yes")));
    EXPECT_EQ(quorum.decision(), 0U);
    EXPECT_FALSE(quorum.is_against(1)); // nor does it count as a disagreement
}

TEST(Quorum, ErrorsDecideByClassAndNeverAlone) {
    Quorum quorum(2);
    EXPECT_FALSE(quorum.add({.endpoint = 0,
                             .operator_name = "light client",
                             .is_verified = true,
                             .is_error = true,
                             .form = "reverted"}));
    EXPECT_FALSE(quorum.add(error(1, "a", "out of gas")));
    EXPECT_TRUE(quorum.add(error(2, "b", "reverted")));
    EXPECT_EQ(quorum.decision(), 0U);
}

TEST(Quorum, AVerifiedResultDecidesAlone) {
    Quorum quorum(3);
    EXPECT_FALSE(quorum.add(result(0, "a", "yes")));
    EXPECT_TRUE(
        quorum.add({.endpoint = 1, .operator_name = "v", .is_verified = true, .form = "no"}));
    EXPECT_EQ(quorum.decision(), 1U);
    EXPECT_TRUE(quorum.is_against(0));
}

TEST(Quorum, AnOperatorHasOneVote) {
    Quorum quorum(2);
    EXPECT_FALSE(quorum.add(result(0, "same", "yes")));
    EXPECT_FALSE(quorum.add(result(1, "same", "yes")));
    EXPECT_EQ(quorum.best(), 1U);
    EXPECT_TRUE(quorum.add(result(2, "other", "yes")));
}

TEST(Quorum, WhoContradictsHimselfHasNone) {
    Quorum quorum(2);
    EXPECT_FALSE(quorum.add(result(0, "two-faced", "yes")));
    EXPECT_FALSE(quorum.add(result(1, "two-faced", "no")));
    EXPECT_FALSE(quorum.add(result(2, "a", "yes")));
    EXPECT_FALSE(quorum.add(result(3, "b", "no")));
    EXPECT_FALSE(quorum.add(result(4, "two-faced", "yes")));
    EXPECT_FALSE(quorum.decision());
    EXPECT_TRUE(quorum.add(result(5, "c", "no")));
}

TEST(Pins, WhoClaimsTooMuchChangesNothing) {
    const std::vector<HeadVote> heads{
        {"liar", false, 1'000'000'000}, {"a", false, 100}, {"b", false, 99}};
    EXPECT_EQ(candidate_heights(heads, 2, 0), (std::vector<std::uint64_t>{100, 99}));
    EXPECT_EQ(candidate_heights(heads, 2, 2), (std::vector<std::uint64_t>{98, 97}));
    EXPECT_EQ(candidate_heights(heads, 3, 0), (std::vector<std::uint64_t>{99}));
    EXPECT_TRUE(candidate_heights(heads, 2, 101).empty()); // below the first block
    EXPECT_TRUE(candidate_heights({}, 1, 0).empty());
}

TEST(Pins, OperatorsHaveOneVoteAndVerifiedHeadsStandAlone) {
    const std::vector<HeadVote> same{{"x", false, 100}, {"x", false, 100}, {"b", false, 99}};
    EXPECT_EQ(candidate_heights(same, 2, 0), (std::vector<std::uint64_t>{99}));
    const std::vector<HeadVote> verified{{"v", true, 98}, {"b", false, 99}};
    EXPECT_EQ(candidate_heights(verified, 2, 0), (std::vector<std::uint64_t>{98}));
}

TEST(Pins, AgeIsJudgedByTheBlocksOwnTime) {
    EXPECT_FALSE(age_fault(1000, 1060, 60s));
    EXPECT_TRUE(age_fault(1000, 1061, 60s));
    EXPECT_FALSE(age_fault(1120, 1000, 60s));
    EXPECT_TRUE(age_fault(1121, 1000, 60s));
    EXPECT_FALSE(age_fault(0, 2'000'000'000, 0s));
}

TEST(PinTable, HoldsAPinForItsTimeAndRemembersOlderOnes) {
    PinTable pins;
    EXPECT_FALSE(pins.current(start));
    pins.add({{7, "seven", 1}, "seven"}, start + 1s);
    pins.add({{8, "eight", 2}, "eight"}, start + 2s);
    EXPECT_EQ(pins.current(start + 1999ms), "eight");
    EXPECT_FALSE(pins.current(start + 2s));
    EXPECT_EQ(pins.height(), 8U);
    EXPECT_EQ(pins.find("seven")->height, 7U);
    EXPECT_FALSE(pins.find("nine"));
    pins.drop("seven"); // not the newest: nothing to pin again for
    EXPECT_TRUE(pins.current(start));
    pins.drop("eight");
    EXPECT_FALSE(pins.current(start));
    for (int i = 0; i < 100; ++i)
        pins.add({{1000, std::to_string(i), 3}, std::to_string(i)}, start);
    EXPECT_FALSE(pins.find("35"));
    EXPECT_TRUE(pins.find("36"));
}

TEST(AnswerCache, KeepsTheLastUsedForTheirTime) {
    AnswerCache cache;
    const auto key = AnswerCache::key("toy:1", "query");
    EXPECT_NE(key, AnswerCache::key("toy:1q", "uery"));
    cache.put(key, {"1", WA_EVIDENCE_ERROR}, 100, start);
    EXPECT_EQ(cache.find(key, 164, start)->kind, WA_EVIDENCE_ERROR);
    EXPECT_TRUE(cache.find(key, 164, start + 10min - 1ms));
    EXPECT_FALSE(cache.find(key, 165, start)); // 64 blocks above
    cache.put(key, {"1"}, 100, start);
    EXPECT_FALSE(cache.find(key, 100, start + 10min));
    EXPECT_EQ(cache.size(), 0U);
}

TEST(AnswerCache, IsBounded) {
    AnswerCache cache;
    cache.put("old", {"0"}, 1, start);
    cache.put("used", {"0"}, 1, start);
    for (std::size_t i = 0; i < AnswerCache::max_entries - 1; ++i) {
        cache.put(std::to_string(i), {"0"}, 1, start);
        EXPECT_TRUE(cache.find("used", 1, start));
    }
    EXPECT_EQ(cache.size(), AnswerCache::max_entries);
    EXPECT_FALSE(cache.find("old", 1, start));
    for (int i = 0; i < 40; ++i)
        cache.put("big" + std::to_string(i), {std::string(1 << 20, 'x')}, 1, start);
    EXPECT_LE(cache.size(), 16U);
    EXPECT_TRUE(cache.find("big39", 1, start));
}

TEST(Metrics, AreTextThatPrometheusReads) {
    Metrics metrics;
    metrics.request("toy:1", "a", "who", Outcome::timeout, 30ms, 12);
    metrics.request("toy:1", "a", "who", Outcome::result, 6s, 5);
    metrics.head("toy:1", 7, 1000);
    metrics.verdict("toy:1", "x\"y\n", "valid");
    const auto text = metrics.text(1030);
    for (const char *line :
         {"walletauth_rpc_requests_total{chain=\"toy:1\",endpoint=\"a\",method=\"who\",outcome="
          "\"timeout\"} 1\n",
          "walletauth_rpc_bytes_total{chain=\"toy:1\",endpoint=\"a\",method=\"who\"} 17\n",
          "walletauth_rpc_seconds_bucket{chain=\"toy:1\",endpoint=\"a\",method=\"who\",le=\"0."
          "025\"} 0\n",
          "walletauth_rpc_seconds_bucket{chain=\"toy:1\",endpoint=\"a\",method=\"who\",le=\"0.05\"}"
          " 1\n",
          "walletauth_rpc_seconds_bucket{chain=\"toy:1\",endpoint=\"a\",method=\"who\",le=\"+Inf\"}"
          " 2\n",
          "walletauth_rpc_seconds_sum{chain=\"toy:1\",endpoint=\"a\",method=\"who\"} 6.03\n",
          "walletauth_chain_head_age_seconds{chain=\"toy:1\"} 30\n",
          "walletauth_evidence_total{chain=\"toy:1\",scheme=\"x\\\"y\\n\",verdict=\"valid\"} 1\n",
          "# TYPE walletauth_rpc_seconds histogram\n"})
        EXPECT_TRUE(text.contains(line)) << line << text;
}

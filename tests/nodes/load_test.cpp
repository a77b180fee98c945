// SPDX-License-Identifier: Apache-2.0
// Many at once, nodes that fail and come back, and what is left behind after very many requests.
#include "toy_network.hpp"

#include <gtest/gtest.h>

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace {

using namespace toy;
using std::chrono::milliseconds;
using walletauth::tests::HttpAnswer;
using walletauth::tests::MockNode;
using walletauth::tests::NodeCall;
using walletauth::tests::rpc_body;
using walletauth::tests::Sending;

/// The right answer, later.
MockNode::Fault late(milliseconds delay) {
    return [delay](const NodeCall &call, const std::string &body) -> std::optional<HttpAnswer> {
        if (call.method != "key_of") return std::nullopt;
        return HttpAnswer{.body = body, .delay = delay};
    };
}

void wait_until_asked(const Network &network, std::string_view method) {
    for (int i = 0; i < 1000 && network.asked(method) == 0; ++i)
        std::this_thread::sleep_for(milliseconds{1});
}

TEST(Load, AThousandEqualQueriesAreOneRequest) {
    Network network(1);
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    network.node(0).forget_calls();
    network.node(0).fail_with(late(milliseconds{300}));
    std::atomic<int> good = 0;
    {
        const auto block = network.resolver().pin("toynet:main", walletauth::Deadline::max());
        ASSERT_TRUE(block.has_value());
        const std::vector<std::string> queries(20, R"({"method":"key_of","params":{"block":")" +
                                                       *block + R"(","name":"alice","step":1}})");
        std::vector<std::jthread> threads;
        for (int i = 0; i < 50; ++i) {
            threads.emplace_back([&] {
                const auto answers =
                    network.resolver().fetch("toynet:main", queries, walletauth::Deadline::max());
                if (answers && answers->size() == queries.size()) ++good;
            });
        }
    }
    EXPECT_EQ(good, 50);
    EXPECT_EQ(network.asked(), 1U);
    EXPECT_EQ(network.metric("walletauth_evidence_cache_total", {"outcome=\"shared\""}), "999");
}

/// Who waits is answered at the deadline, be the nodes as they like: two of three hang.
TEST(Load, ADeadlineEndsTheWaiting) {
    Network network;
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    for (const std::size_t i : {0U, 1U})
        network.node(i).fail_with("key_of", {.sending = Sending::never});
    EXPECT_EQ(network.verify("alice", milliseconds{200}), "error evidence");
    EXPECT_TRUE(network.last_answer().contains("time is over")) << network.last_answer();
}

/// Whoever shares a question with one who has less time has the answer all the same.
TEST(Load, AShortDeadlineEndsNobodyElsesWaiting) {
    Network network(1);
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    network.node(0).fail_with(late(milliseconds{400}));
    network.node(0).forget_calls();
    const auto block = network.resolver().pin("toynet:main", walletauth::Deadline::max());
    ASSERT_TRUE(block.has_value());
    const std::string query =
        R"({"method":"key_of","params":{"block":")" + *block + R"(","name":"alice","step":1}})";
    const auto ask = [&](milliseconds time) {
        return network.resolver().fetch("toynet:main", {&query, 1},
                                        walletauth::Deadline::clock::now() + time);
    };
    std::jthread hurried([&] { EXPECT_FALSE(ask(milliseconds{200}).has_value()); });
    wait_until_asked(network, "key_of");
    const auto answers = ask(std::chrono::seconds{4});
    EXPECT_TRUE(answers.has_value()) << answers.error();
    EXPECT_EQ(network.asked(), 1U);
}

/// The same of a block that is being chosen.
TEST(Load, AShortDeadlineEndsNobodyElsesPin) {
    Network network(1);
    network.settings = "pin_ttl_ms = 1\n";
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    network.node(0).fail_with(
        [](const NodeCall &call, const std::string &body) -> std::optional<HttpAnswer> {
            if (call.method != "head") return std::nullopt;
            return HttpAnswer{.body = body, .delay = milliseconds{400}};
        });
    network.node(0).forget_calls();
    std::this_thread::sleep_for(milliseconds{5}); // the pin of before is over
    const auto pin = [&](milliseconds time) {
        return network.resolver().pin("toynet:main", walletauth::Deadline::clock::now() + time);
    };
    std::jthread hurried([&] { EXPECT_FALSE(pin(milliseconds{200}).has_value()); });
    wait_until_asked(network, "head");
    const auto block = pin(std::chrono::seconds{4});
    EXPECT_TRUE(block.has_value()) << block.error();
}

/// Two queries are in flight, and each gets the other's answer with the other's id.
TEST(Load, AnAnswerOfAnotherConnectionIsNotTaken) {
    Network network(1);
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    network.node(0).fail_with(
        [](const NodeCall &call, const std::string &) -> std::optional<HttpAnswer> {
            if (call.method != "key_of") return std::nullopt;
            const auto id = std::stoul(call.id);
            const bool is_thiefs = call.query.contains("mallory");
            return HttpAnswer{
                .body = rpc_body(std::to_string(is_thiefs ? id - 1 : id + 1),
                                 "\"result\":\"" + std::string(64, is_thiefs ? '1' : '2') + '"'),
                .delay = milliseconds{50}};
        });
    const auto block = network.resolver().pin("toynet:main", walletauth::Deadline::max());
    ASSERT_TRUE(block.has_value());
    std::vector<std::string> queries;
    for (const auto *name : {"alice", "mallory"})
        queries.push_back(R"({"method":"key_of","params":{"block":")" + *block + R"(","name":")" +
                          name + R"(","step":1}})");
    const auto answers =
        network.resolver().fetch("toynet:main", queries, walletauth::Deadline::max());
    ASSERT_FALSE(answers.has_value());
    EXPECT_TRUE(answers.error().contains("another id")) << answers.error();
}

/// With a quorum of all three, each verification needs the one that fails.
TEST(Breaker, OpensAndTriesAgainWithOneRequest) {
    Network network;
    network.settings = "quorum = 3\npin_ttl_ms = 600000\n";
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    const auto breaker = [&] {
        return network.metric("walletauth_rpc_breaker", {"endpoint=\"a\""});
    };
    network.node(0).fail_with("", {.status = 500});
    std::size_t next = 0;
    for (; next < 5 && breaker() != "2"; ++next) // each asks it twice, five faults are enough
        EXPECT_EQ(network.verify(name_of(next)), "error evidence") << network.last_answer();
    EXPECT_EQ(breaker(), "2");
    network.node(0).forget_calls();
    for (const auto end = next + 20; next < end; ++next)
        EXPECT_EQ(network.verify(name_of(next)), "error evidence") << network.last_answer();
    EXPECT_EQ(network.node(0).asked(), 0U) << "it is to be left alone";
    network.node(0).be_well();
    network.let_pass(milliseconds{4000});
    EXPECT_EQ(network.verify(name_of(next++)), "error evidence") << network.last_answer();
    EXPECT_EQ(network.node(0).asked(), 0U) << "its pause of 5 s is not over";
    network.let_pass(milliseconds{1000});
    EXPECT_EQ(network.verify(name_of(next)), "valid") << network.last_answer();
    const auto calls = network.node(0).calls();
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[0].method, "chain_name") << "the trial";
    EXPECT_EQ(calls[1].method, "key_of");
    EXPECT_EQ(breaker(), "0");
    EXPECT_TRUE(network.log().contains("it is back")) << network.log();
}

void burn_time_of(Network &network, const std::string &name) {
    for (std::size_t i = 0; i < network.size(); ++i) {
        network.node(i).fail_with(
            [name](const NodeCall &call, const std::string &) -> std::optional<HttpAnswer> {
                if (!call.query.contains(name)) return std::nullopt;
                return HttpAnswer{
                    .body = rpc_body(call.id, R"("error":{"code":-32011,"message":"timeout"})")};
            });
    }
}

/// What a user's contract burns is no fault of the nodes: they stay in, and only that account
/// waits.
TEST(Breaker, StaysClosedWhereAUsersCodeRunsTooLong) {
    Network network;
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    burn_time_of(network, "burner");
    network.client = "198.51.100.7";
    for (int i = 0; i < 30; ++i)
        EXPECT_EQ(network.verify("burner"), "error evidence");
    EXPECT_LE(network.asked("key_of"), 8U) << "it is remembered";
    EXPECT_EQ(network.verify("alice"), "valid") << network.last_answer();
    for (const auto *endpoint : {"endpoint=\"a\"", "endpoint=\"b\"", "endpoint=\"c\""})
        EXPECT_EQ(network.metric("walletauth_rpc_breaker", {endpoint}), "0");
}

/// A Safe runs any contract that a signature names as an owner, before it looks whether that is
/// one (Safe 1.4.1, checkNSignatures): so a stranger can make anybody's account slow.
TEST(Breaker, ASlowAccountIsItsAskersAlone) {
    Network network;
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    burn_time_of(network, "safe");
    for (const auto *thief : {"198.51.100.7", ""}) {
        network.client = thief;
        EXPECT_EQ(network.verify("safe"), "error evidence");
    }
    for (std::size_t i = 0; i < network.size(); ++i)
        network.node(i).be_well(); // the owner's signature names no such contract
    network.client = "198.51.100.7";
    EXPECT_EQ(network.verify("safe"), "error evidence") << "it is remembered";
    for (const auto *owner : {"203.0.113.9", ""}) {
        network.client = owner;
        EXPECT_EQ(network.verify("safe"), "valid") << network.last_answer();
    }
}

/// Some nodes spell what stops a contract as a fault of theirs: INVALID is -32603 at Frontier's,
/// and gateways have an HTTP status for what costs them too much.
TEST(Breaker, StaysClosedWhereAUsersCodeMakesANodeStumble) {
    Network network;
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    for (std::size_t i = 0; i < network.size(); ++i) {
        network.node(i).fail_with(
            [](const NodeCall &call, const std::string &body) -> std::optional<HttpAnswer> {
                if (call.query.contains("heavy")) return HttpAnswer{.status = 503, .body = body};
                if (!call.query.contains("stumbler")) return std::nullopt;
                return HttpAnswer{
                    .body = rpc_body(call.id, R"("error":{"code":-32603,"message":"evm error"})")};
            });
    }
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_EQ(network.verify("stumbler_" + name_of(i)), "error evidence");
        EXPECT_EQ(network.verify("heavy_" + name_of(i)), "error evidence");
    }
    EXPECT_EQ(network.verify("alice"), "valid") << network.last_answer();
    for (const auto *endpoint : {"endpoint=\"a\"", "endpoint=\"b\"", "endpoint=\"c\""})
        EXPECT_EQ(network.metric("walletauth_rpc_breaker", {endpoint}), "0");
}

/// The same status for all that is asked: the node is ill, whatever runs.
TEST(Breaker, OpensWhereANodeStumblesOverAll) {
    Network network;
    network.settings = "quorum = 3\npin_ttl_ms = 600000\n";
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    network.node(0).fail_with("", {.status = 503});
    const auto breaker = [&] {
        return network.metric("walletauth_rpc_breaker", {"endpoint=\"a\""});
    };
    for (std::size_t i = 0; i < 10 && breaker() != "2"; ++i)
        EXPECT_EQ(network.verify("heavy_" + name_of(i)), "error evidence");
    EXPECT_EQ(breaker(), "2");
}

/// So with an answer of a user's code that is too big: whoever has such a contract could shut out
/// everybody else.
TEST(Breaker, StaysClosedWhereAUsersCodeAnswersTooMuch) {
    Network network;
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    for (std::size_t i = 0; i < network.size(); ++i) {
        network.node(i).fail_with(
            [](const NodeCall &call, const std::string &) -> std::optional<HttpAnswer> {
                if (!call.query.contains("talker")) return std::nullopt;
                const std::string much(std::size_t{1} << 20, '1');
                return HttpAnswer{.body = rpc_body(call.id, "\"result\":\"" + much + '"')};
            });
    }
    for (std::size_t i = 0; i < 8; ++i)
        EXPECT_EQ(network.verify("talker_" + name_of(i)), "error evidence");
    EXPECT_EQ(network.verify("alice"), "valid") << network.last_answer();
    for (const auto *endpoint : {"endpoint=\"a\"", "endpoint=\"b\"", "endpoint=\"c\""})
        EXPECT_EQ(network.metric("walletauth_rpc_breaker", {endpoint}), "0");
}

TEST(Return, OfANodeThatWasGone) {
    Network network;
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    network.stop(1);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ(network.verify(name_of(i)), "valid") << network.last_answer() << network.log();
    network.start(1);
    network.stop(2);
    for (std::size_t i = 10; i < 13; ++i)
        EXPECT_EQ(network.verify(name_of(i)), "valid") << network.last_answer() << network.log();
    EXPECT_GE(network.node(1).asked("key_of"), 3U);
}

TEST(Limits, AreNoRefusal) {
    Network network;
    network.settings = "";
    network.open();
    ASSERT_EQ(network.verify("warm"), "valid");
    const auto before = network.asked();
    const auto client = network.resolver().for_client("203.0.113.7");
    const auto block = network.resolver().pin("toynet:main", walletauth::Deadline::max());
    ASSERT_TRUE(block.has_value());
    std::size_t refused = 0;
    for (std::size_t i = 0; i < 50; ++i) {
        const auto query = R"({"method":"key_of","params":{"block":")" + *block + R"(","name":")" +
                           name_of(i) + R"(","step":1}})";
        const auto answers = client->fetch("toynet:main", {&query, 1}, walletauth::Deadline::max());
        if (answers) continue;
        ++refused;
        EXPECT_TRUE(answers.error().contains("limited")) << answers.error();
    }
    EXPECT_GT(refused, 30U);
    EXPECT_LT(network.asked() - before, 45U);
}

std::size_t open_descriptors() {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto &each : std::filesystem::directory_iterator("/proc/self/fd"))
        ++count;
    return count;
}

/// WALLETAUTH_REQUESTS, 1,000 without it: scripts/soak asks 100,000.
TEST(Flat, AreDescriptorsAndMemoryOverManyRequests) {
    const auto *const given = std::getenv("WALLETAUTH_REQUESTS");
    const std::size_t requests = given != nullptr ? std::strtoul(given, nullptr, 10) : 1000;
    Network network;
    for (std::size_t i = 0; i < network.size(); ++i)
        network.node(i).keep_no_calls();
    network.node(2).fail_with([count = 0](const NodeCall &call, const std::string &body) mutable
                                  -> std::optional<HttpAnswer> { // each tenth is some fault
        if (call.method != "key_of" || ++count % 10 != 0) return std::nullopt;
        if (count % 20 == 0) return HttpAnswer{.body = body, .sending = Sending::cut_off};
        return HttpAnswer{.status = 503, .body = body};
    });
    network.open();
    std::size_t next = 0;
    const auto ask = [&](std::size_t count) {
        std::atomic<std::size_t> at = next;
        next += count;
        std::vector<std::jthread> threads; // ends before what it uses
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&network, &at, end = next] {
                for (std::size_t mine = at++; mine < end; mine = at++)
                    EXPECT_TRUE(network.fetch(name_of(mine)).starts_with('"'));
            });
        }
    };
    const auto descriptors = open_descriptors();
    ask(requests / 5);
    const auto memory = ::mallinfo2().uordblks;
    ask(requests);
    // Both ends of the connections are here: 8 callers, 3 nodes, and some that hedge.
    EXPECT_LE(open_descriptors(), descriptors + 80);
    // 10,000 answers are remembered, and no more: with 100,000 requests they are all there before.
    const auto growth = static_cast<double>(::mallinfo2().uordblks) - static_cast<double>(memory);
    EXPECT_LT(growth, (requests < 100'000 ? 4.0 : 1.0) * (1U << 20)) << "bytes";
}

} // namespace

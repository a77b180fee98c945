// SPDX-License-Identifier: Apache-2.0
// Nodes that answer well and say different things: who is believed, and when nobody is.
#include "toy_network.hpp"

#include <gtest/gtest.h>

namespace {

using namespace toy;
using std::chrono::milliseconds;
using walletauth::tests::HttpAnswer;
using walletauth::tests::MockNode;
using walletauth::tests::NodeCall;
using walletauth::tests::rpc_body;

const std::string other_key(64, '2');
constexpr milliseconds short_time{600};

Chain owned_by(const std::string &owner) {
    Chain chain;
    chain.owner = owner;
    return chain;
}

/// Another member in the place of "result", for calls of key_of.
MockNode::Fault says(std::string member) {
    return [member = std::move(member)](const NodeCall &call,
                                        const std::string &) -> std::optional<HttpAnswer> {
        if (call.method != "key_of") return std::nullopt;
        return HttpAnswer{.body = rpc_body(call.id, member)};
    };
}

const std::string reverted = R"("error":{"code":3,"message":"execution reverted"})";

/// Nobody's code is run for these names.
std::string plain_name(std::size_t number) { return "plain_" + name_of(number); }

TEST(Quorum, OneLiarLocksNobodyOutAndIsLeftAlone) {
    Network network;
    network.set(0, owned_by(other_key));
    for (const std::size_t i : {1U, 2U}) { // the liar is quicker, and so is asked first
        network.node(i).fail_with([](const NodeCall &, const std::string &body) {
            return HttpAnswer{.body = body, .delay = milliseconds{4}};
        });
    }
    network.open();
    const auto disagreements = [&](std::string_view endpoint) {
        return network.metric("walletauth_rpc_disagreements_total", {endpoint});
    };
    std::size_t next = 0;
    for (; next < 500 && disagreements("endpoint=\"a\"") != "3"; ++next)
        EXPECT_EQ(network.verify(plain_name(next)), "valid") << network.last_answer();
    EXPECT_EQ(disagreements("endpoint=\"a\""), "3");
    EXPECT_TRUE(network.log().contains("third disagreement")) << network.log();
    const auto before = network.node(0).asked("key_of");
    for (const auto end = next + 20; next < end; ++next)
        EXPECT_EQ(network.verify(plain_name(next)), "valid") << network.last_answer();
    EXPECT_EQ(network.node(0).asked("key_of"), before);
    EXPECT_EQ(disagreements("endpoint=\"b\""), "");
}

/// A contract may say how much gas its call has, or who mines: honest nodes differ in that. Whoever
/// deploys one must not choose which of them are left.
TEST(Quorum, AUsersCodeDrivesNoNodeOut) {
    Network network;
    network.set(0, owned_by(other_key));
    for (const std::size_t i : {1U, 2U}) { // the odd one is quicker, and so is asked first
        network.node(i).fail_with([](const NodeCall &, const std::string &body) {
            return HttpAnswer{.body = body, .delay = milliseconds{4}};
        });
    }
    network.open();
    const auto disagreements = [&] {
        const auto text = network.metric("walletauth_rpc_disagreements_total", {"endpoint=\"a\""});
        return text.empty() ? 0 : std::stoi(text);
    };
    for (std::size_t next = 0; next < 500 && disagreements() < 6; ++next)
        EXPECT_EQ(network.verify(name_of(next)), "valid") << network.last_answer();
    EXPECT_GE(disagreements(), 6);
    EXPECT_FALSE(network.log().contains("left alone")) << network.log();
    network.set_all({});
    network.stop(1); // the others are needed now
    EXPECT_EQ(network.verify("zoe"), "valid") << network.last_answer();
}

TEST(Quorum, OneLiarLetsNobodyIn) {
    Network network;
    network.set_all(owned_by(other_key));
    network.set(0, owned_by(key));
    network.open();
    for (std::size_t i = 0; i < 40; ++i)
        EXPECT_EQ(network.verify(name_of(i)), "rejected signer") << network.last_answer();
}

/// Two of three who lie together are believed: that is what a quorum of two means
/// (docs/resolver.md).
TEST(Quorum, TwoLiarsAreBelieved) {
    Network network;
    network.set_all(owned_by(key));
    network.set(2, owned_by(other_key));
    network.open();
    EXPECT_EQ(network.verify(), "valid");
    EXPECT_EQ(network.verify("bob"), "valid");
}

TEST(Quorum, ThreeDifferentResultsAreNoAnswer) {
    Network network;
    network.set(1, owned_by(other_key));
    network.set(2, owned_by(std::string(64, '3')));
    network.open();
    EXPECT_EQ(network.verify(), "error evidence");
    EXPECT_TRUE(network.last_answer().contains("results differ")) << network.last_answer();
}

TEST(Quorum, AnErrorIsNoVoteAgainstAResult) {
    Network network;
    network.node(0).fail_with(says(reverted));
    network.open();
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_EQ(network.verify(name_of(i)), "valid") << network.last_answer();
}

TEST(Quorum, OneErrorAloneIsNoAnswer) {
    Network network;
    network.node(0).fail_with(says(reverted));
    for (const std::size_t i : {1U, 2U})
        network.node(i).fail_with("key_of", {.status = 500});
    network.open();
    EXPECT_TRUE(network.fetch("alice").starts_with("none: no quorum of 2"))
        << network.fetch("alice");
}

/// Clients word the same revert differently.
TEST(Quorum, TwoErrorsOfOneClassAreAnAnswer) {
    Network network;
    network.node(0).fail_with(says(reverted));
    network.node(1).fail_with(says(R"("error":{"code":3,"message":"VM Exception","data":"0x"})"));
    network.node(2).fail_with("key_of", {.status = 500});
    network.open();
    EXPECT_TRUE(network.fetch("alice").starts_with(R"({"code":3,)")) << network.fetch("alice");
}

/// A scheme takes evidence of so many bytes: a liar who pads what is true must not use them up.
TEST(Quorum, TheShortestOfThoseThatAgreeIsTheAnswer) {
    Network network;
    const std::string padding(5'000, ' ');
    network.node(0).fail_with(says(R"("error":{"code":3,)" + padding + R"("message":"x"})"));
    for (const std::size_t i : {1U, 2U}) { // the liar answers first
        network.node(i).fail_with(
            [](const NodeCall &call, const std::string &) -> std::optional<HttpAnswer> {
                if (call.method != "key_of") return std::nullopt;
                return HttpAnswer{.body = rpc_body(call.id, reverted), .delay = milliseconds{4}};
            });
    }
    network.open();
    for (std::size_t i = 0; i < 20; ++i)
        EXPECT_EQ(network.fetch(name_of(i)), reverted.substr(reverted.find('{')));
}

TEST(Quorum, AVerifiedEndpointDecidesAlone) {
    Network network(1);
    network.endpoint_settings = "verified = true\n";
    network.open();
    EXPECT_EQ(network.verify(), "valid");
}

/// Its errors do not: whoever holds it up could lock out everybody.
TEST(Quorum, AVerifiedEndpointsErrorDecidesNothing) {
    Network network;
    network.settings_of_each = {"verified = true\n"};
    network.node(0).fail_with(says(reverted));
    network.open();
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_EQ(network.verify(name_of(i)), "valid") << network.last_answer();
}

/// However many endpoints one operator has: he is one witness.
TEST(Quorum, OneOperatorIsOneVote) {
    Network network;
    network.set_all(owned_by(key));
    network.set(2, owned_by(other_key));
    network.settings_of_each = {"operator = \"x\"\n", "operator = \"x\"\n", "operator = \"y\"\n"};
    network.settings = "quorum = 2\n";
    network.open();
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_EQ(network.verify(name_of(i), short_time), "error evidence")
            << network.last_answer();
    network.set(2, owned_by(key));
    network.open();
    EXPECT_EQ(network.verify(), "valid") << network.last_answer();
}

TEST(Quorum, AHeadThatIsAheadIsNotPinned) {
    Network network;
    Chain ahead;
    ahead.height = 105;
    network.set(2, ahead);
    network.open();
    EXPECT_EQ(network.verify(), "valid");
    EXPECT_EQ(network.metric("walletauth_chain_head_height", {}), "100");
}

TEST(Quorum, ANodeThatLagsChangesNoAnswer) {
    Network network;
    Chain behind;
    behind.height = 95;
    network.set(0, behind);
    network.open();
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_EQ(network.verify(name_of(i)), "valid") << network.last_answer();
    EXPECT_EQ(network.metric("walletauth_chain_head_height", {}), "100");
}

/// A node of another branch has the height, with another hash.
TEST(Quorum, ANodeOfAnotherForkIsNotCounted) {
    Network network;
    Chain forked = owned_by(other_key);
    forked.fork = "7";
    forked.fork_from = 90;
    network.set(1, forked);
    network.open();
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_EQ(network.verify(name_of(i)), "valid") << network.last_answer();
}

TEST(Quorum, ThreeForksAreNoBlock) {
    Network network;
    for (std::size_t i = 1; i < 3; ++i) {
        Chain forked;
        forked.fork = std::to_string(i + 5);
        forked.fork_from = 1;
        network.set(i, forked);
    }
    network.open();
    EXPECT_EQ(network.verify("alice", short_time), "error evidence");
    EXPECT_TRUE(network.last_answer().contains("no block")) << network.last_answer();
    EXPECT_EQ(network.asked(), 0U);
}

TEST(Quorum, AChainThatStandsStillIsNoAnswer) {
    Network network;
    Chain old;
    old.time = begun - 1000;
    network.set_all(old);
    network.settings = "max_age_s = 300\n";
    network.open();
    EXPECT_EQ(network.verify(), "error evidence");
    EXPECT_TRUE(network.last_answer().contains("s old")) << network.last_answer();
}

TEST(Quorum, NodesOfAnotherChainAreNeverAsked) {
    Network network;
    Chain another;
    another.name = "test";
    network.set(0, another);
    network.open();
    EXPECT_EQ(network.verify(), "valid");
    EXPECT_EQ(network.verify("bob"), "valid");
    EXPECT_EQ(network.node(0).asked("key_of"), 0U);
    EXPECT_EQ(network.metric("walletauth_chain_id_mismatch", {"endpoint=\"a\""}), "1");
    EXPECT_TRUE(network.log().contains("it is of another chain")) << network.log();
    network.set_all(another);
    const auto before = network.asked();
    network.open();
    EXPECT_EQ(network.verify("alice", short_time), "error evidence");
    EXPECT_EQ(network.asked(), before);
}

/// A reorganisation between two rounds: what stands at the pinned hash is gone, and the answers of
/// two branches are not mixed. The next verification sees the new branch.
TEST(Reorganisation, BetweenTwoRoundsIsNoAnswer) {
    Network network;
    network.open();
    Chain forked;
    forked.fork = "7";
    forked.fork_from = 90;
    for (std::size_t i = 0; i < network.size(); ++i) {
        network.node(i).answer_with([forked, before = Chain{}](const NodeCall &call) {
            const bool is_second = call.query.contains("\"step\":2");
            return (is_second ? forked : before).answer(call);
        });
    }
    EXPECT_EQ(network.verify("alice", short_time, 2), "error evidence") << network.last_answer();
    network.set_all(forked);
    EXPECT_EQ(network.verify("alice", std::chrono::seconds{5}, 2), "valid")
        << network.last_answer();
}

/// By number a node would answer happily from the other branch: its hash is read again.
TEST(Reorganisation, IsSeenAlsoWhereNodesAreAskedByNumber) {
    Network network;
    network.endpoint_settings = "by_number = true\n";
    network.open();
    ASSERT_EQ(network.verify(), "valid");
    EXPECT_GE(network.asked("block"), 2U) << "the hash of the number was not read again";
    Chain forked = owned_by(other_key);
    forked.fork = "7";
    forked.fork_from = 90;
    network.set_all(forked);
    EXPECT_EQ(network.verify("bob", short_time), "error evidence") << network.last_answer();
}

} // namespace

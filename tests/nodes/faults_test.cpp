// SPDX-License-Identifier: Apache-2.0
// Each fault of a node, at every place: one faulty node of three changes no answer, and where no
// quorum is left there is no answer. It is never "rejected". The table for people is
// docs/resolver-faults.md, which has to name each fault of the list.
#include "faults.hpp"
#include "toy_network.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

namespace {

using namespace toy;
using std::chrono::milliseconds;
using walletauth::tests::HttpAnswer;
using walletauth::tests::NodeCall;

/// Where a test looks at an answer and not at how fast it is, nodes that hang cost little.
constexpr milliseconds short_time{600};

class Faults : public testing::Test {
  protected:
    walletauth::tests::HttpServer elsewhere{
        [](const auto &) { return walletauth::tests::HttpAnswer{}; }};
    std::vector<NodeFault> all = every_fault(elsewhere.url());

    static void fail(Network &network, std::size_t node, const std::string &method,
                     const NodeFault &fault) {
        network.node(node).fail_with(
            [method, fault](const NodeCall &call,
                            const std::string &body) -> std::optional<HttpAnswer> {
                if (!method.empty() && call.method != method) return std::nullopt;
                return fault.fault(call, body);
            });
    }
    /// Does the same for each fault. What is waited for is waited for together.
    void for_each(const std::function<void(Network &, const NodeFault &)> &look) const {
        constexpr std::size_t workers = 12;
        std::vector<std::jthread> threads;
        for (std::size_t worker = 0; worker < workers; ++worker) {
            threads.emplace_back([this, worker, &look] {
                Network network;
                for (std::size_t i = worker; i < all.size(); i += workers) {
                    SCOPED_TRACE(all[i].name);
                    for (std::size_t node = 0; node < network.size(); ++node)
                        network.node(node).be_well();
                    look(network, all[i]);
                }
            });
        }
    }
    ~Faults() override { EXPECT_EQ(elsewhere.connections(), 0U) << "a redirection was followed"; }
};

TEST_F(Faults, OfOneNodeFromTheStartChangeNoAnswer) {
    for_each([](Network &network, const NodeFault &fault) {
        fail(network, 1, "", fault);
        network.open();
        EXPECT_EQ(network.verify(), "valid") << network.last_answer() << network.log();
    });
}

TEST_F(Faults, OfOneNodeInTheMiddleChangeNoAnswer) {
    for_each([](Network &network, const NodeFault &fault) {
        network.open();
        ASSERT_EQ(network.verify(), "valid") << network.last_answer() << network.log();
        fail(network, 1, "key_of", fault);
        EXPECT_EQ(network.verify("bob"), "valid") << network.last_answer() << network.log();
        EXPECT_EQ(network.verify("carol"), "valid") << network.last_answer() << network.log();
    });
}

TEST_F(Faults, OfTwoNodesAreNoAnswer) {
    for_each([](Network &network, const NodeFault &fault) {
        network.open();
        ASSERT_EQ(network.verify(), "valid") << network.last_answer() << network.log();
        fail(network, 0, "key_of", fault);
        fail(network, 1, "key_of", fault);
        EXPECT_EQ(network.verify("bob", short_time), "error evidence") << network.last_answer();
        if (!fault.takes_time) {
            EXPECT_NE(network.log(), "") << "a fault that nobody sees";
        }
    });
}

TEST_F(Faults, OfAllNodesAreNoAnswer) {
    for_each([](Network &network, const NodeFault &fault) {
        for (std::size_t i = 0; i < network.size(); ++i)
            fail(network, i, "", fault);
        network.open();
        EXPECT_EQ(network.verify("alice", short_time), "error evidence") << network.last_answer();
    });
}

/// Whoever lost the account stays out.
TEST_F(Faults, LetNobodyIn) {
    for_each([](Network &network, const NodeFault &fault) {
        Chain chain;
        chain.owner = std::string(64, '2');
        network.set_all(chain);
        fail(network, 1, "key_of", fault);
        network.open();
        EXPECT_EQ(network.verify(), "rejected signer") << network.last_answer() << network.log();
    });
}

TEST_F(Faults, AreAllInTheTableForPeople) {
    std::ifstream in(WALLETAUTH_SOURCE "/docs/resolver-faults.md");
    std::stringstream page;
    page << in.rdbuf();
    for (const auto &fault : all)
        EXPECT_TRUE(page.str().contains(fault.name)) << fault.name;
}

} // namespace

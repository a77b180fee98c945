// SPDX-License-Identifier: Apache-2.0
// A chain whose nodes answer at their newest block alone, as Stellar's do: no query names a block,
// and a provider's nodes need not all be at the same one.
#include "resolver/tests/made_up_nodes.hpp"
#include "tests/support/mock_node.hpp"

#include <walletauth/resolver.hpp>

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <memory>
#include <string>

namespace {

using namespace walletauth;
using tests::MockNode;
using tests::NodeCall;

/// An answer is [height, what].
class NewestAlone final : public tests::MadeUpNodes {
  public:
    PinDepth default_pin() const noexcept override { return {}; }
    std::string block_text(const ChainBlock &) const override { return ""; }
    std::optional<std::string> block_of(const json::Value &) const override { return std::nullopt; }
    std::optional<std::string> misplaced(const json::Value &, const json::Value &answer,
                                         const ChainBlock &head, bool) const override {
        const auto height = parse_decimal_u64(answer.at(0).text());
        if (height && *height + 2 >= head.height) return std::nullopt;
        return "it is far behind";
    }
};

const NewestAlone newest_alone;
constexpr std::array<const ChainNodes *, 1> known{&newest_alone};

/// Says that it is at 100, and answers as of `at`.
class Node {
  public:
    std::atomic<int> at = 100;
    MockNode node{[this](const NodeCall &call) -> std::string {
        if (call.method == "who") return R"("result":"main")";
        if (call.method == "head" || call.method == "block") return R"("result":[100,"",0])";
        return R"("result":[)" + std::to_string(at) + ",7]";
    }};
};

std::unique_ptr<Resolver> open(std::span<Node> nodes) {
    std::string file = "[chain.\"toy:main\"]\nmax_age_s = 0\n";
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto name = std::string(1, static_cast<char>('a' + i));
        file += "[[chain.\"toy:main\".endpoint]]\nname = \"" + name + "\"\noperator = \"" + name +
                "\"\nallow_private = true\nurl = \"" + nodes[i].node.url() + "\"\n";
    }
    ResolverOptions options;
    options.chains = known;
    auto opened = Resolver::open_text(file, "endpoints.toml", std::move(options));
    if (opened) return std::move(*opened);
    ADD_FAILURE() << opened.error().message();
    return nullptr;
}

std::string ask(Resolver &resolver, const std::string &who) {
    const auto deadline = Deadline::clock::now() + std::chrono::milliseconds{1500};
    if (const auto pin = resolver.pin("toy:main", deadline); !pin) return "none: " + pin.error();
    const auto query = R"({"method":"key","params":[")" + who + "\"]}";
    const auto answers = resolver.fetch("toy:main", {&query, 1}, deadline);
    return answers ? answers->front().answer : "none: " + answers.error();
}

TEST(NewestBlock, AnAnswerFarBehindTheHeadIsNone) {
    std::array<Node, 1> nodes;
    const auto resolver = open(nodes);
    ASSERT_TRUE(resolver);
    EXPECT_EQ(ask(*resolver, "a"), "[100,7]");
    nodes[0].at = 98;
    EXPECT_EQ(ask(*resolver, "b"), "[98,7]");
    nodes[0].at = 97;
    EXPECT_TRUE(ask(*resolver, "c").contains("it is far behind")) << ask(*resolver, "c");
}

TEST(NewestBlock, AnswersOfNoPinnedBlockAreNotRemembered) {
    std::array<Node, 1> nodes;
    const auto resolver = open(nodes);
    ASSERT_TRUE(resolver);
    EXPECT_EQ(ask(*resolver, "a"), "[100,7]");
    nodes[0].at = 101;
    EXPECT_EQ(ask(*resolver, "a"), "[101,7]");
}

} // namespace

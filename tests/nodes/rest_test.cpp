// SPDX-License-Identifier: Apache-2.0
// Nodes that speak REST: what a query becomes on the wire (docs/abi.md, "Methods"), and what a
// status means: 200 a result, 404 an error that is an answer, all else a fault.
#include "tests/support/mock_node.hpp"

#include <walletauth/resolver.hpp>
#include <walletauth/text/text.hpp>

#include <gtest/gtest.h>

#include <array>

namespace {

using namespace walletauth;
using tests::HttpAnswer;
using tests::MockNode;
using tests::NodeCall;

/// A chain whose nodes have /chain, /blocks/{height} and whatever a test asks; all state stands at
/// block 7.
class RestNodes final : public ChainNodes {
  public:
    std::string_view name_space() const noexcept override { return "restnet"; }
    std::string identity_query() const override { return R"({"method":"GET /chain","params":{}})"; }
    bool is_identity(std::string_view reference, const json::Value &result) const override {
        return result.text() == reference;
    }
    PinDepth default_pin() const noexcept override { return {}; }
    std::chrono::milliseconds block_time(std::string_view) const noexcept override {
        return std::chrono::milliseconds{1000};
    }
    std::optional<std::string> head_query(PinLevel) const override { return block_query(7); }
    std::string block_query(std::uint64_t height) const override {
        return R"({"method":"GET /blocks/{height}","params":{"height":")" + std::to_string(height) +
               "\"}}";
    }
    std::optional<ChainBlock> read_block(const json::Value &result) const override {
        return ChainBlock{7, std::string{result.text()}, 0};
    }
    std::string block_text(const ChainBlock &block) const override { return block.hash; }
    std::optional<std::string> block_of(const json::Value &) const override { return std::nullopt; }
    std::optional<std::string> at_height(const json::Value &, const ChainBlock &) const override {
        return std::nullopt;
    }
    NodeError judge_error(const json::Value &, const json::Value &error) const override {
        if (error.find("code")->text() == "404") return {NodeErrorClass::semantic, "absent"};
        return {};
    }
};

class Rest : public testing::Test {
  protected:
    Rest()
        : node([](const NodeCall &call) -> std::string {
              if (call.http.target == "/key/chain") return "\"main\"";
              if (call.http.target == "/key/blocks/7") return "\"hash\"";
              return R"({"is":"an account"})";
          }) {
        ResolverOptions options;
        options.chains = known;
        auto opened = Resolver::open_text(
            "[chain.\"restnet:main\"]\nmax_age_s = 0\n[[chain.\"restnet:main\".endpoint]]\n"
            "name = \"a\"\nallow_private = true\nurl = \"" +
                node.url() + "/key\"\n",
            "endpoints.toml", std::move(options));
        if (opened)
            resolver = std::move(*opened);
        else
            ADD_FAILURE() << opened.error().message();
    }
    std::string fetch(const std::string &query) {
        const auto answers = resolver->fetch(
            "restnet:main", {&query, 1}, Deadline::clock::now() + std::chrono::milliseconds{700});
        if (!answers) return "none: " + answers.error();
        const auto &answer = answers->front();
        return (answer.kind == WA_EVIDENCE_ERROR ? "error " : "") + answer.answer;
    }

    static inline const RestNodes nodes;
    static inline const std::array<const ChainNodes *, 1> known{&nodes};
    MockNode node;
    std::unique_ptr<Resolver> resolver;
};

TEST_F(Rest, APathHasWhatAUserWroteEncoded) {
    EXPECT_EQ(
        fetch(R"({"method":"GET /accounts/{name}","params":{"height":"7","name":"a/b?c#d e"}})"),
        R"({"is":"an account"})");
    const auto call = node.calls().back().http;
    EXPECT_EQ(call.method, "GET");
    EXPECT_EQ(call.target, "/key/accounts/a%2Fb%3Fc%23d%20e?height=7");
    EXPECT_EQ(call.body, "");
}

TEST_F(Rest, APostHasTheParamsAsItsBody) {
    EXPECT_EQ(fetch(R"({"method":"POST /accounts","params":{"name":"a/b"}})"),
              R"({"is":"an account"})");
    const auto call = node.calls().back().http;
    EXPECT_EQ(call.method, "POST");
    EXPECT_EQ(call.target, "/key/accounts");
    EXPECT_EQ(call.body, R"({"name":"a/b"})");
}

TEST_F(Rest, AStatusIsAResultAnAnswerOrAFault) {
    const std::string query = R"({"method":"GET /accounts/{name}","params":{"name":"a"}})";
    node.fail_with("GET /key/accounts/a", {.status = 404, .body = "no such account"});
    EXPECT_EQ(fetch(query), R"(error {"code":404})");
    for (const int status : {204, 301, 400, 403, 429, 500, 503}) {
        node.fail_with("GET /key/accounts/a", {.status = status, .body = R"({"is":"an account"})"});
        EXPECT_TRUE(fetch(query).starts_with("none: ")) << status;
    }
}

TEST_F(Rest, AnEmptyPartOrDotsAreNoPath) {
    const auto before = node.asked();
    for (const auto *name : {"", ".", ".."}) {
        EXPECT_TRUE(fetch(R"({"method":"GET /accounts/{name}","params":{"name":")" +
                          std::string{name} + "\"}}")
                        .starts_with("none: "))
            << name;
    }
    EXPECT_EQ(node.asked("GET /key/accounts/"), 0U);
    EXPECT_LE(node.asked() - before, 2U) << "which chain, at most";
}

} // namespace

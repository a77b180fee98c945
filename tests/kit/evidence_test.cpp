// SPDX-License-Identifier: Apache-2.0
// Questions to a chain and their answers: the bytes of a query, which answer is whose, and whether
// answers are of one block.
#include <walletauth/request/evidence.hpp>

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace walletauth {
namespace {

// The examples of the documentation of Ethereum's and NEAR's RPC, canonical: members sorted by
// bytes, no white space.
TEST(CanonicalCall, HasTheBytesOfCanonicalJson) {
    EXPECT_EQ(canonical_call("eth_chainId", canonical_array({})),
              R"({"method":"eth_chainId","params":[]})");
    const auto query = canonical_call(
        "query", canonical_object({{"request_type", json::quote("view_access_key")},
                                   {"account_id", json::quote("client.chainlink.testnet")},
                                   {"finality", json::quote("final")},
                                   {"public_key", json::quote("ed25519:H9k5")}}));
    EXPECT_EQ(query, R"({"method":"query","params":{"account_id":"client.chainlink.testnet",)"
                     R"("finality":"final","public_key":"ed25519:H9k5",)"
                     R"("request_type":"view_access_key"}})");
}

TEST(CanonicalCall, IsWhatTheCanonicalWriterGives) {
    const std::vector<std::string> values{"1", json::quote("\"\\\n\x01 ä"), "[]", "{}", "true"};
    const auto query = canonical_call(
        "m\"", canonical_object({{"b", canonical_array(values)},
                                 {"a", canonical_object({})},
                                 {"Z", canonical_object({{"a_b", "0"}, {"aB", "-1"}, {"a", "2"}})},
                                 {"ab", "null"}}));
    const auto document = json::Document::parse(query);
    ASSERT_TRUE(document) << query;
    EXPECT_EQ(json::canonical(document->root()).value(), query);
    EXPECT_EQ(document->root().find("params")->find("b")->at(1).text(), "\"\\\n\x01 ä");
}

struct Answers {
    std::vector<wa_evidence> items;
    wa_request request{};

    void add(std::string_view query, std::string_view answer) {
        items.push_back(
            {bytes_of(as_bytes(query)), bytes_of(as_bytes(answer)), WA_EVIDENCE_RESULT, 0});
        request.evidence = items.data();
        request.evidence_count = items.size();
    }
};

TEST(MatchEvidence, GivesEachQuestionItsAnswer) {
    Question chain{R"({"method":"chain","params":[]})"};
    Question owner{R"({"method":"owner","params":["x"]})"};
    Question never{R"({"method":"never","params":[]})"};
    Answers answers;
    answers.add(owner.query, R"("alice")");
    answers.add(chain.query, R"("main")");
    const auto other = match_evidence(answers.request, {&chain, &owner, &never});
    EXPECT_FALSE(other.unasked);
    EXPECT_FALSE(other.repeated);
    EXPECT_EQ(owner.answer, &answers.items[0]);
    EXPECT_EQ(chain.answer, &answers.items[1]);
    EXPECT_EQ(never.answer, nullptr);
}

// Owner and delegate may be one account, so that both are asked the same.
TEST(MatchEvidence, GivesOneAnswerToEveryQuestionOfItsQuery) {
    const std::string query = "q";
    const std::string result = "1";
    const wa_evidence item{bytes_of(as_bytes(query)), bytes_of(as_bytes(result)),
                           WA_EVIDENCE_RESULT, 0};
    wa_request request{};
    request.evidence = &item;
    request.evidence_count = 1;
    Question owner{query};
    Question delegate{query};
    const auto other = match_evidence(request, {&owner, &delegate});
    EXPECT_EQ(owner.answer, &item);
    EXPECT_EQ(delegate.answer, &item);
    EXPECT_FALSE(other.unasked);
    EXPECT_FALSE(other.repeated);
    const wa_evidence twice[]{item, item};
    request.evidence = twice;
    request.evidence_count = 2;
    Question again{query};
    EXPECT_TRUE(match_evidence(request, {&again}).repeated);
}

TEST(MatchEvidence, OnlyTheSameBytesAreTheQuery) {
    for (const auto *text :
         {R"({"method":"owner","params":["X"]})", R"({"method":"owner","params":["x"]} )",
          R"({"method":"owner", "params":["x"]})", R"({"params":["x"],"method":"owner"})",
          R"({"method":"owner","params":["\u0078"]})", R"({"method":"owner","params":["x"])", ""}) {
        Question owner{R"({"method":"owner","params":["x"]})"};
        Answers answers;
        answers.add(text, R"("alice")");
        EXPECT_TRUE(match_evidence(answers.request, {&owner}).unasked) << text;
        EXPECT_EQ(owner.answer, nullptr) << text;
    }
}

TEST(MatchEvidence, TellsWhatIsRepeatedAndWhatNobodyAsked) {
    Question owner{"[1]"};
    Question chain{"[2]"};
    Answers answers;
    answers.add("[1]", "1");
    answers.add("[3]", "2");
    answers.add("[2]", "3");
    auto other = match_evidence(answers.request, {&owner, &chain});
    EXPECT_TRUE(other.unasked);
    EXPECT_FALSE(other.repeated);

    owner = {"[1]"};
    chain = {"[2]"};
    answers.items.clear();
    answers.add("[1]", "1");
    answers.add("[2]", "2");
    answers.add("[1]", "3");
    other = match_evidence(answers.request, {&owner, &chain});
    EXPECT_FALSE(other.unasked);
    EXPECT_TRUE(other.repeated);
    EXPECT_EQ(owner.answer, &answers.items[2]);

    for (const auto &refusal : {refuse_unasked(), refuse_repeated()})
        EXPECT_EQ(refusal.error().status, static_cast<std::uint32_t>(WA_MALFORMED_EVIDENCE));
}

TEST(MatchEvidence, WithoutEvidenceNothingIsAnswered) {
    Question owner{"[1]"};
    const auto other = match_evidence(wa_request{}, {&owner});
    EXPECT_FALSE(other.unasked || other.repeated || owner.answer != nullptr);
}

TEST(Evidence, ResultAndErrorAndWhatIsAccepted) {
    EXPECT_TRUE(is_result({{}, {}, WA_EVIDENCE_RESULT, 0}));
    EXPECT_FALSE(is_result({{}, {}, WA_EVIDENCE_ERROR, 0}));
    wa_request request{};
    request.accept = WA_ACCEPT_CHAIN_STATE;
    EXPECT_TRUE(accepts(request, WA_ACCEPT_CHAIN_STATE));
    EXPECT_FALSE(accepts(request, WA_ACCEPT_DERIVED));
}

StatedBlock block(std::string_view hash, std::optional<std::uint64_t> height) {
    StatedBlock stated;
    EXPECT_TRUE(stated.hash.assign(std::span{hash.data(), hash.size()}));
    stated.height = height;
    return stated;
}

struct Pinned {
    wa_request request{};

    explicit Pinned(std::string_view block) { request.block = text_of(block); }
};

// What two answers say of their block, and whether that is one block where the service names none,
// and where it does.
struct Pair {
    StatedBlock a;
    StatedBlock b;
    bool where_none_is_named;
    bool where_one_is_named;
};

TEST(OneBlock, HashesTellAndOtherwiseTheQueryDoes) {
    const Pair pairs[] = {
        {block("aa", 1), block("aa", 1), true, true},
        {block("aa", {}), block("aa", {}), true, true},
        {block("aa", 1), block("bb", 1), false, false},
        {block("aa", {}), block("bb", {}), false, false},
        {block("", 1), block("", 1), false, true}, // nodes of a fork have blocks of one height
        {block("", 1), block("", 2), false, false},
        {block("aa", 1), block("", 1), false, true},
        {block("aa", 1), block("", 2), false, false},
        {block("aa", 1), block("", {}), false, true},
        {block("", {}), block("", {}), false, true},
    };
    const Pinned none{""};
    const Pinned one{"17"};
    for (const auto &[a, b, none_named, one_named] : pairs) {
        const auto text = std::string{a.hash.view()} + '/' + std::string{b.hash.view()};
        EXPECT_EQ(at_one_block(none.request, a, b), none_named) << text;
        EXPECT_EQ(at_one_block(none.request, b, a), none_named) << text;
        EXPECT_EQ(at_one_block(one.request, a, b), one_named) << text;
        EXPECT_EQ(at_one_block(one.request, b, a), one_named) << text;
        for (const auto &list : {std::vector{a, b}, std::vector{b, a}, std::vector{a, b, a}}) {
            EXPECT_EQ(require_one_block(none.request, list).has_value(), none_named) << text;
            EXPECT_EQ(require_one_block(one.request, list).has_value(), one_named) << text;
        }
    }
}

TEST(OneBlock, IsRequiredOfAll) {
    const Pinned none{""};
    const Pinned one{"17"};
    const auto why = [](const wa_request &request, const std::vector<StatedBlock> &blocks) {
        const auto result = require_one_block(request, blocks);
        if (result) return std::string{"one"};
        EXPECT_EQ(result.error().status, static_cast<std::uint32_t>(WA_ERROR_EVIDENCE));
        return std::string{result.error().detail.view()};
    };
    EXPECT_EQ(why(none.request, {}), "one");
    EXPECT_EQ(why(none.request, {block("", {})}), "one");
    // The first of the three says nothing, and the others differ.
    EXPECT_EQ(why(one.request, {block("", {}), block("aa", {}), block("bb", {})}),
              "answer 2 is of another block than the others");
    EXPECT_EQ(why(one.request, {block("", {}), block("", 4), block("aa", 5)}),
              "answer 2 is of another block than the others");
    EXPECT_EQ(why(none.request, {block("aa", 4), block("aa", 5)}),
              "answer 1 is of another block than the others");
    EXPECT_EQ(why(none.request, {block("aa", 4), block("aa", 4), block("", 4)}),
              "answer 2 and the first do not both name their block");
}

} // namespace
} // namespace walletauth

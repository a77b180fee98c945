// SPDX-License-Identifier: Apache-2.0
// Verifying with a source of evidence: rounds, the pinned block, the deadline, and what a source
// does wrong. The plugin is tests/toy; expected queries follow from its page (toy_plugin.hpp).
#include "host/verify/evidence_rounds.hpp"
#include "tests/support/scripted_source.hpp"
#include "toy_plugin.hpp"

#include <walletauth/hash/keccak.hpp>
#include <walletauth/verifier.hpp>

#include <gtest/gtest.h>

#include <new>
#include <stdexcept>

namespace {

using namespace walletauth;
using tests::ScriptedSource;
using Asked = std::vector<std::string>;

const std::string key_json = '"' + std::string(64, '1') + '"';

/// "alice", who is proven by chain state in `steps` rounds.
class EvidenceSourceTest : public testing::Test {
  protected:
    EvidenceSourceTest() {
        Keccak256 hasher;
        hasher.update(key);
        hasher.update(as_bytes("hello"));
        const auto hash = hasher.finish();
        signature.assign(hash.begin(), hash.end());
        request.chain = "toynet:main";
        request.scheme = "toy";
        request.account = "alice";
        request.public_key = key;
        request.message = as_bytes("hello");
        request.signature = signature;
        service.accept = WA_ACCEPT_CHAIN_STATE;
        source.answers = [](std::span<const std::string> queries) -> ScriptedSource::Answers {
            return std::vector<EvidenceAnswer>(queries.size(), {key_json, WA_EVIDENCE_RESULT});
        };
        EXPECT_TRUE(set->add(&toy::entry).has_value());
    }
    void take_steps(std::uint8_t number) {
        digit = static_cast<std::uint8_t>('0' + number);
        request.parameters = {&steps, 1};
    }
    Verdict verify(Deadline deadline = Deadline::max()) {
        return Verifier{set}.verify_with_evidence(request, service, source, deadline);
    }
    static std::string query(int step, const std::string &block = "") {
        return R"({"method":"key_of","params":{)" + block + R"("name":"alice","step":)" +
               std::to_string(step) + "}}";
    }

    std::vector<std::uint8_t> key = std::vector<std::uint8_t>(32, 0x11);
    std::vector<std::uint8_t> signature;
    std::uint8_t digit = '1';
    wa_parameter steps{text_of("steps"), {&digit, 1}, WA_PARAMETER_TEXT, 0};
    std::shared_ptr<PluginSet> set = std::make_shared<PluginSet>();
    Request request;
    Service service;
    ScriptedSource source;
};

TEST_F(EvidenceSourceTest, RoundsCarryAllEarlierAnswersAndEnd) {
    take_steps(3);
    EXPECT_EQ(verify().status, WA_OK);
    EXPECT_EQ(source.asked, (Asked{"pin toynet:main", query(1), query(2), query(3)}));
    take_steps(4);
    EXPECT_EQ(verify().status, WA_OK);
    take_steps(5);
    const auto verdict = verify();
    EXPECT_EQ(verdict.status, WA_ERROR_EVIDENCE);
    EXPECT_EQ(verdict.detail, "the plugin still asks after 4 rounds of evidence");
}

TEST_F(EvidenceSourceTest, IsNotAskedWhereTheKeySaysIt) {
    request.account = {};
    service.accept = WA_ACCEPT_DERIVED | WA_ACCEPT_CHAIN_STATE;
    EXPECT_EQ(verify().status, WA_OK);
    EXPECT_EQ(source.asked, Asked{});
    request.scheme = "unknown";
    EXPECT_EQ(verify().status, WA_UNSUPPORTED_SCHEME);
    EXPECT_EQ(source.asked, Asked{});
}

TEST_F(EvidenceSourceTest, AsksAllQueriesAtThePinnedBlock) {
    source.pins = [] { return ScriptedSource::Pinned{"77"}; };
    take_steps(2);
    EXPECT_EQ(verify().status, WA_OK);
    const std::string block = R"("block":"77",)";
    EXPECT_EQ(source.asked, (Asked{"pin toynet:main", query(1, block), query(2, block)}));
}

TEST_F(EvidenceSourceTest, ABlockOfTheServicesIsNotReplaced) {
    source.pins = [] { return ScriptedSource::Pinned{"77"}; };
    service.block = "5";
    EXPECT_EQ(verify().status, WA_OK);
    EXPECT_EQ(source.asked, Asked{query(1, R"("block":"5",)")});
}

/// What the service knows already stands at the tag: another block beside it would mix two states.
TEST_F(EvidenceSourceTest, EvidenceOfTheServicesIsKeptAndNothingIsPinned) {
    source.pins = [] { return ScriptedSource::Pinned{"77"}; };
    take_steps(2);
    const auto known = query(1);
    const wa_evidence evidence{bytes_of(as_bytes(known)), bytes_of(as_bytes(key_json)),
                               WA_EVIDENCE_RESULT, 0};
    service.evidence = {&evidence, 1};
    EXPECT_EQ(verify().status, WA_OK);
    EXPECT_EQ(source.asked, Asked{query(2)});
}

TEST_F(EvidenceSourceTest, NoBlockIsNoAnswer) {
    source.pins = []() -> ScriptedSource::Pinned { return std::unexpected("no two nodes agree"); };
    const auto verdict = verify();
    EXPECT_EQ(verdict.status, WA_ERROR_EVIDENCE);
    EXPECT_EQ(verdict.detail, "no block: no two nodes agree");
    source.pins = [] { return ScriptedSource::Pinned{std::string(73, '7')}; };
    EXPECT_EQ(verify().detail, "the pinned block has 73 bytes, the limit is 72");
    EXPECT_EQ(verify().status, WA_ERROR_EVIDENCE);
}

TEST_F(EvidenceSourceTest, ABlockThatThePluginRefusesIsTheSourcesFault) {
    source.pins = [] { return ScriptedSource::Pinned{"head"}; };
    const auto verdict = verify();
    EXPECT_EQ(verdict.status, WA_ERROR_EVIDENCE);
    EXPECT_EQ(verdict.detail, "block is no number");
    service.block = "head"; // and of the service's own it is what the plugin says
    EXPECT_EQ(verify().status, WA_MALFORMED_REQUEST);
}

TEST(EvidenceRounds, AskEachQueryOnce) {
    EvidenceRounds rounds({});
    Verdict verdict;
    verdict.status = WA_NEEDS_EVIDENCE;
    verdict.queries = {"a", "b", "a", "b", "c"};
    const auto first = rounds.judge(verdict).queries;
    EXPECT_EQ(first, (Asked{"a", "b", "c"}));
    EXPECT_TRUE(
        rounds
            .add(first,
                 {{"1", WA_EVIDENCE_RESULT}, {"2", WA_EVIDENCE_ERROR}, {"3", WA_EVIDENCE_RESULT}})
            .has_value());
    verdict.queries = {"d", "c", "d"};
    EXPECT_EQ(rounds.judge(verdict).queries, Asked{"d"});
    ASSERT_EQ(rounds.items().size(), 3U);
    EXPECT_EQ(rounds.items()[1].kind, std::uint32_t{WA_EVIDENCE_ERROR});
    verdict.queries = {"a"};
    EXPECT_EQ(rounds.judge(verdict).status, WA_ERROR_EVIDENCE);
}

TEST_F(EvidenceSourceTest, NothingIsAskedOnceTheTimeIsOver) {
    const auto verdict = verify(Deadline::clock::now());
    EXPECT_EQ(verdict.status, WA_ERROR_EVIDENCE);
    EXPECT_TRUE(verdict.detail.starts_with("the time is over")) << verdict.detail;
    EXPECT_EQ(source.asked, Asked{});
    // And what comes too late does not count, though it would be enough.
    const auto deadline = Deadline::clock::now() + std::chrono::milliseconds(50);
    source.answers = [&](std::span<const std::string>) -> ScriptedSource::Answers {
        while (Deadline::clock::now() < deadline) {
        }
        return std::vector<EvidenceAnswer>{{key_json, WA_EVIDENCE_RESULT}};
    };
    service.block = "5";
    EXPECT_EQ(verify(deadline).detail, "the answer came when the time was over");
    EXPECT_EQ(verify(deadline).status, WA_ERROR_EVIDENCE);
    EXPECT_EQ(source.asked.size(), 1U);
}

struct Wrong {
    const char *name;
    std::function<ScriptedSource::Answers(std::span<const std::string>)> answers;
    const char *detail;
};

class WrongAnswers : public EvidenceSourceTest, public testing::WithParamInterface<Wrong> {};

/// Whatever a source does wrong is an error: the signature is called neither good nor bad.
TEST_P(WrongAnswers, AreAnError) {
    source.answers = GetParam().answers;
    const auto verdict = verify();
    EXPECT_EQ(verdict.status, WA_ERROR_EVIDENCE);
    EXPECT_EQ(verdict.detail, GetParam().detail);
}

using Answers = std::vector<EvidenceAnswer>;
INSTANTIATE_TEST_SUITE_P(
    Source, WrongAnswers,
    testing::Values(
        Wrong{"Refused", [](auto) { return std::unexpected("node-a timed out"); },
              "no answer: node-a timed out"},
        Wrong{"None", [](auto) { return Answers{}; }, "0 answers to 1 queries"},
        Wrong{"OneTooMany", [](auto) { return Answers(2, {key_json, WA_EVIDENCE_RESULT}); },
              "2 answers to 1 queries"},
        Wrong{"Empty", [](auto) { return Answers(1); },
              R"(no answer to {"method":"key_of","params":{"name":"alice","step":1}})"},
        Wrong{"UnknownKind", [](auto) { return Answers(1, {key_json, 3}); },
              "answer 0 is of the unknown kind 3"},
        Wrong{"TooLong",
              [](auto) { return Answers(1, {std::string(5000, '1'), WA_EVIDENCE_RESULT}); },
              "evidence has 5054 bytes, the limit is 4096"},
        Wrong{"Throws",
              [](auto) -> ScriptedSource::Answers { throw std::runtime_error("by the source"); },
              "no answer: the evidence source threw an exception"},
        Wrong{"HasNoMemory", [](auto) -> ScriptedSource::Answers { throw std::bad_alloc(); },
              "no answer: the evidence source threw an exception"}),
    [](const auto &info) { return std::string{info.param.name}; });

} // namespace

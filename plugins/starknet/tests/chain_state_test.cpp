// SPDX-License-Identifier: Apache-2.0
// What a node is asked, and what its answers mean.
#include "account_request.hpp"

#include "tests/support/table.hpp"

#include <walletauth/text/json.hpp>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

TEST(StarknetChainState, QueriesAreCanonical) {
    Request request;
    auto asked = request.queries(victim_signature);
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked[0], R"({"method":"starknet_chainId","params":[]})");
    EXPECT_NE(asked[1].find(R"("block_id":"latest")"), std::string::npos);
    for (const auto &query : asked) {
        const auto document = json::Document::parse(query);
        ASSERT_TRUE(document.has_value());
        EXPECT_EQ(json::canonical(document->root()), query);
    }
    request.block = "123";
    EXPECT_NE(request.queries(victim_signature).at(1).find(R"("block_id":{"block_number":123})"),
              std::string::npos);
    request.block = "0x00ab";
    EXPECT_NE(request.queries(victim_signature).at(1).find(R"("block_id":{"block_hash":"0xab"})"),
              std::string::npos);
    request.block = "newest";
    EXPECT_EQ(state_queries(request.build(), account, hash, victim_signature).error().status,
              WA_MALFORMED_REQUEST);
}

TEST(StarknetChainState, NodesOfOtherChainsProveNothing) {
    Request request;
    const auto asked = request.queries(victim_signature);
    request.answer(asked[1], R"(["0x56414c4944"])");
    EXPECT_EQ(request.status(victim_signature), WA_NEEDS_EVIDENCE);
    EXPECT_EQ(request.queries(victim_signature), std::vector{asked[0]});
    request.answer(asked[0], R"("0x534e5f5345504f4c4941")");
    EXPECT_EQ(request.status(victim_signature), WA_ERROR_EVIDENCE);
}

// Found by fuzzing: verify asked for more evidence here, and evidence_queries had none to ask for.
TEST(StarknetChainState, AnUnclearAnswerOfAnUnknownChainAsksForTheChain) {
    Request request;
    const auto asked = request.queries(victim_signature);
    request.answer(asked[1], R"("0x")");
    EXPECT_EQ(request.status(victim_signature), WA_NEEDS_EVIDENCE);
    EXPECT_EQ(request.queries(victim_signature), std::vector{asked[0]});
    request.answer(asked[0], R"("0x534e5f4d41494e")");
    EXPECT_EQ(request.status(victim_signature), WA_ERROR_EVIDENCE);
}

TEST(StarknetChainState, OneCountsForCairo0ClassesOnly) {
    for (const auto &[class_hash, expected] :
         {std::pair{R"("0x25ec026985a3bf9d0cc1fe17326b245dfdc3ff89b8fde106542a3ea56c5a918")",
                    WA_OK},
          std::pair{R"("0x5b4b537eaa2399e3aa99c4e2e0208ebd6c71bc1467938cd52c798c601e43564")",
                    WA_REJECTED_SIGNATURE},
          std::pair{R"("0x1")", WA_REJECTED_SIGNATURE}, std::pair{R"(7)", WA_ERROR_EVIDENCE}}) {
        Request request;
        request.answer_all(victim_signature, R"(["0x1"])");
        EXPECT_EQ(request.status(victim_signature), WA_NEEDS_EVIDENCE);
        const auto asked = request.queries(victim_signature);
        ASSERT_EQ(asked.size(), 1U);
        request.answer(asked[0], class_hash);
        EXPECT_EQ(request.status(victim_signature), static_cast<std::uint32_t>(expected))
            << class_hash;
    }
}

TEST(StarknetChainState, OldEntryPointIsAskedAfterError21) {
    Request request;
    request.answer_all(victim_signature, R"({"code":21})", WA_EVIDENCE_ERROR);
    EXPECT_EQ(request.status(victim_signature), WA_NEEDS_EVIDENCE);
    const auto asked = request.queries(victim_signature);
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_NE(asked[0].find("0x213dfe25e2ca309c4d615a09cfc95fdb2fc7dc73fbcad12c450fe93b1f2ff9e"),
              std::string::npos);
    Request again = request;
    EXPECT_EQ(request.answer(asked[0], R"(["0x56414c4944"])").status(victim_signature), WA_OK);
    again.answer(asked[0], R"({"code":21})", WA_EVIDENCE_ERROR);
    EXPECT_EQ(again.status(victim_signature), WA_REJECTED_SIGNATURE);
}

/// An account that was there for one call and is not for the next; a text that counts with code 40
/// only (plugins/starknet/snip12.md).
TEST(StarknetChainState, UnclearErrorsDecideNothing) {
    Request request;
    request.with_deployment(victim, victim)
        .answer_all(victim_signature, R"({"code":21})", WA_EVIDENCE_ERROR);
    const auto asked = request.queries(victim_signature);
    ASSERT_EQ(asked.size(), 1U);
    request.answer(asked[0], R"({"code":20})", WA_EVIDENCE_ERROR);
    EXPECT_EQ(request.status(victim_signature), WA_ERROR_EVIDENCE);
    const auto status_of_code = [](std::string_view code) {
        Request asking;
        asking.answer_all(victim_signature,
                          R"({"code":)" + std::string{code} + R"(,"data":"INVALID_SIG"})",
                          WA_EVIDENCE_ERROR);
        return asking.status(victim_signature);
    };
    EXPECT_EQ(status_of_code("40"), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status_of_code("-32603"), WA_ERROR_EVIDENCE);
}

TEST(StarknetChainState, AnswersToOtherCallsAreMalformed) {
    Request request;
    request.answer(R"({"method":"starknet_blockNumber","params":[]})", "1");
    EXPECT_EQ(request.status(victim_signature), WA_MALFORMED_EVIDENCE);
    Request early; // nobody asked for the class
    early.answer_all(victim_signature, R"(["0x56414c4944"])")
        .answer(R"({"method":"starknet_getClassHashAt","params":{"block_id":"latest",)"
                R"("contract_address":")" +
                    account.hex() + R"("}})",
                R"("0x1")");
    EXPECT_EQ(early.status(victim_signature), WA_MALFORMED_EVIDENCE);
}

std::uint32_t expected_status(const json::Value &line) {
    const auto id = line.find("id")->text();
    const auto verdict_member = line.find("params")->find("verdict");
    const auto verdict = verdict_member ? verdict_member->text() : std::string_view{};
    if (verdict == "undeployed") return WA_REJECTED_SIGNER;
    if (verdict == "retry-legacy" || id == "rpcres-true") return WA_NEEDS_EVIDENCE;
    if (verdict == "error" || verdict == "undetermined") return WA_ERROR_EVIDENCE;
    const auto expect = line.find("expect")->text();
    if (expect == "malformed") return WA_ERROR_EVIDENCE;
    return expect == "valid" ? std::uint32_t{WA_OK} : std::uint32_t{WA_REJECTED_SIGNATURE};
}

void check_response(const json::Value &line) {
    const auto message = *line.find("message")->find("value");
    const auto result = message.find("result");
    const auto error = message.find("error");
    Request request;
    request.answer_all(victim_signature, (result ? *result : *error).source(),
                       result ? WA_EVIDENCE_RESULT : WA_EVIDENCE_ERROR);
    EXPECT_EQ(request.status(victim_signature), expected_status(line));
}

/// Some lines have more leading zeros than a felt's text may have.
std::string without_zeros(std::string_view hex) {
    const auto first = hex.find_first_not_of('0', 2);
    return first == std::string_view::npos ? "0x0" : "0x" + std::string{hex.substr(first)};
}

void check_request(const json::Value &line) {
    const auto list = [](const json::Value &array) {
        std::vector<Felt> out;
        for (std::size_t i = 0; i < array.size(); ++i)
            out.push_back(felt(without_zeros(array.at(i).text())));
        return out;
    };
    const auto call = *line.find("params")->find("request");
    const std::string wanted = R"({"method":)" + std::string{call.find("method")->source()} +
                               R"(,"params":)" + json::canonical(*call.find("params")).value() +
                               '}';
    const auto asked = state_queries(Request{}.build(), felt(line.find("account")->text()),
                                     list(*line.find("message")->find("value")).at(0),
                                     list(*line.find("signature")));
    ASSERT_TRUE(asked.has_value());
    EXPECT_EQ(asked->at(1), wanted);
}

// Which of two answers counts must not depend on their order.
TEST(StarknetChainState, TwoAnswersToOneQueryAreMalformed) {
    for (const char *second : {R"(["0x56414c4944"])", R"(["0x0"])"}) {
        Request request;
        request.answer_all(victim_signature, R"(["0x56414c4944"])");
        const auto asked = Request{}.queries(victim_signature);
        request.answer(asked.at(1), second);
        EXPECT_EQ(request.status(victim_signature), WA_MALFORMED_EVIDENCE);
    }
}

TEST(StarknetChainState, RowsOfTheTable) {
    for_each_row("plugins/starknet/tests/tables/starknet-node-answers.json", 33,
                 [](const json::Value &line) {
                     const auto id = line.find("id")->text();
                     // The host reads the envelope: the plugin sees a result or an error.
                     if (id == "rpcres-wrong-id" || id == "rpcres-both") return;
                     if (id.starts_with("rpcreq")) {
                         check_request(line);
                     } else {
                         check_response(line);
                     }
                 });
}

} // namespace

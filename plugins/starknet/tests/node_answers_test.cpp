// SPDX-License-Identifier: Apache-2.0
// What is said of a node's answer that says nothing, and by which words accounts refuse.
#include "plugins/starknet/node_answers.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

Result<Answer> read(std::string_view text, std::uint32_t kind) {
    wa_evidence evidence{};
    evidence.kind = kind;
    evidence.answer = bytes_of(as_bytes(text));
    return read_call(evidence, Felt{1});
}

std::string refusal(std::string_view text, std::uint32_t kind) {
    const auto answer = read(text, kind);
    if (answer) return "read";
    EXPECT_EQ(answer.error().status, std::uint32_t{WA_ERROR_EVIDENCE});
    constexpr std::string_view beginning = "no readable answer of a Starknet node: ";
    const auto detail = answer.error().detail.view();
    EXPECT_TRUE(detail.starts_with(beginning)) << detail;
    return std::string{detail.substr(beginning.size())};
}

TEST(StarknetNodeAnswers, TheUnknownPartIsShown) {
    const std::pair<std::string, std::string> errors[]{
        {R"({"code":-32603,"message":"Internal error"})", R"(error -32603 "Internal error")"},
        {R"({"code":24,"message":"Block not found"})", R"(error 24 "Block not found")"},
        {R"({"code":7})", "error 7 without a message"},
        {R"({"code":"20"})", R"(error without a code: {"code":"20"})"},
        {R"({"code":40})", "error 40 without data"},
        {R"({"code":40,"data":{"revert_error":"Out of gas"}})",
         R"(error 40: data.revert_error is "Out of gas", no known refusal)"},
        {R"({"code":40,"data":{"class_hash":"0x3","error":{"error":"No steps"}}})",
         R"(error 40: data.error.error is "No steps", no known refusal)"},
        {R"({"code":40,"data":{"error":"0x123"}})",
         R"(error 40: data is {"error":"0x123"}, no known refusal)"},
        {R"({"code":40,"data":{"revert_error":"Failure reason:\n0x4e6f ('No')\n"}})",
         R"(error 40: data.revert_error is "No", no known refusal)"},
        {R"({"code":40,"data":"0x4e6f ('No"})", R"(error 40: data is "No", no known refusal)"},
        {R"-({"code":40,"data":"0x4e6f ('')"})-",
         R"-(error 40: data is "0x4e6f ('')", no known refusal)-"},
        {"oops", "syntax error at byte 0: oops"}};
    for (const auto &[answer, expected] : errors)
        EXPECT_EQ(refusal(answer, WA_EVIDENCE_ERROR), expected);
    const std::pair<std::string, std::string> results[]{
        {R"("0x1")", R"(starknet_call: result is "0x1", expected an array)"},
        {R"({"a":["0x1"]})", "starknet_call: result is an object, expected an array"},
        {R"({"jsonrpc":"2.0","id":1,"result":["0x1"]})",
         "starknet_call: result is an RPC envelope: give its result alone"},
        {"[1]", "starknet_call: result[0] is 1, expected 0x hex"},
        {R"(["0x56414c4944","VALID"])", R"(starknet_call: result[1] is "VALID", expected 0x hex)"}};
    for (const auto &[answer, expected] : results)
        EXPECT_EQ(refusal(answer, WA_EVIDENCE_RESULT), expected);
    // No value is cut without saying so.
    const auto long_reason = refusal(
        R"({"code":40,"data":"Could not reach the end of the program: RunResources has none left"})",
        WA_EVIDENCE_ERROR);
    EXPECT_TRUE(long_reason.ends_with("...\", no known refusal")) << long_reason;
    const auto deep = refusal(
        R"({"code":40,"data":{"revert_error":{"contract":{"error":{"error":"No steps"}}}}})",
        WA_EVIDENCE_ERROR);
    EXPECT_EQ(deep, R"(error 40: ....contract.error.error is "No steps", no known refusal)");
}

TEST(StarknetNodeAnswers, FeltsThatAreNone) {
    wa_evidence evidence{};
    evidence.kind = WA_EVIDENCE_RESULT;
    evidence.answer = bytes_of(as_bytes(R"("SN_MAIN")"));
    EXPECT_EQ(
        read_felt_answer(evidence, "starknet_chainId").error().detail.view(),
        R"(no readable answer of a Starknet node: starknet_chainId: result is "SN_MAIN", expected 0x hex)");
    evidence.kind = WA_EVIDENCE_ERROR;
    evidence.answer = bytes_of(as_bytes(R"({"code":1})"));
    EXPECT_EQ(read_felt_answer(evidence, "starknet_chainId").error().detail.view(),
              R"(no readable answer of a Starknet node: starknet_chainId: error is {"code":1})");
}

/// argent-contracts-starknet, braavos-account-cairo, controller-cairo.
TEST(StarknetNodeAnswers, VendorsWordsAsTextAndAsFelts) {
    for (const auto *text :
         {"argent/invalid-owner-sig", "('argent/not-a-signer')", "argent/signatures-not-sorted",
          "argent/undeserializable", "session/expired", "INVALID_SIG", "message-hash-mismatch",
          "0x617267656e742f696e76616c69642d6f776e65722d736967",
          "0x00000000000000617267656e742F696E76616C69642D6F776E65722D736967",
          "0x73657373696f6e2f65787069726564"}) { // session/expired
        EXPECT_TRUE(is_refusal_text(text)) << text;
    }
    for (const auto *text : {"Out of gas", "argent/unsupported-paymaster", "u256_sub Overflow", "",
                             "617267656e742f696e76616c69642d6f776e65722d736967"}) {
        EXPECT_FALSE(is_refusal_text(text)) << text;
    }
}

/// A word inside another word, a path or a number is none; and who ran out of gas has said nothing.
/// 0x4f7574206f6620676173 is 'Out of gas', the felt with which Cairo panics.
TEST(StarknetNodeAnswers, WordsThatAreNoRefusal) {
    for (const auto *text :
         {R"(hint: out of gas\nUnknown location (pc=0:session/abc))", "at 0:session/abc",
          "lib/session/abc", "MY_INVALID_SIG", "xINVALID_SIG", "7INVALID_SIG",
          "at 0x494e56414c49445f5349470000", "at 0x12494e56414c49445f534947",
          "0x00f494e56414c49445f534947", "0x1 494e56414c49445f534947"}) {
        EXPECT_FALSE(is_refusal_text(text)) << text;
        const auto answer = R"({"code":40,"data":{"revert_error":")" + std::string{text} + R"("}})";
        EXPECT_NE(refusal(answer, WA_EVIDENCE_ERROR), "read") << text;
    }
    for (const auto *lack :
         {"Out of gas", "out of gas", "out of steps", "0x4f7574206f6620676173",
          "Could not reach the end of the program. RunResources has no remaining steps."}) {
        for (const std::string word : {"argent/invalid-owner-sig", "ENTRYPOINT_NOT_FOUND"}) {
            const auto text = "('" + word + "') " + lack;
            EXPECT_TRUE(lacks_resources(text)) << text;
            EXPECT_FALSE(is_refusal_text(text)) << text;
            const auto answer = R"({"code":40,"data":")" + text + R"("})";
            EXPECT_NE(refusal(answer, WA_EVIDENCE_ERROR), "read") << text;
        }
    }
    for (const auto *text :
         {"(INVALID_SIG)", "\"INVALID_SIG", "a: INVALID_SIG", "x_INVALID_SIG INVALID_SIG",
          "0x494e56414c49445f534947 ('INVALID_SIG')",
          "[0x1,0x0494e56414c49445f5349474e4552]"}) { // INVALID_SIGNER
        EXPECT_TRUE(is_refusal_text(text)) << text;
    }
}

/// Specifications before 0.8 have no code for it; blockifier's words and felt.
TEST(StarknetNodeAnswers, AMissingEntryPointByItsWords) {
    for (const auto *text :
         {"Entry point EntryPointSelector(0x2842) not found in contract.",
          "0x454e545259504f494e545f4e4f545f464f554e44 ('ENTRYPOINT_NOT_FOUND')"}) {
        const auto answer = R"({"code":40,"data":{"revert_error":")" + std::string{text} + R"("}})";
        EXPECT_EQ(read(answer, WA_EVIDENCE_ERROR).value(), Answer::no_entry_point) << text;
    }
}

/// starknet-specs, CONTRACT_EXECUTION_ERROR: each structure names the contract whose call failed.
TEST(StarknetNodeAnswers, ACalleesMissingEntryPointIsNotTheAccounts) {
    const std::string missing =
        R"-("0x454e545259504f494e545f4e4f545f464f554e44 ('ENTRYPOINT_NOT_FOUND')")-";
    const auto of = [](std::string_view address, const std::string &error) {
        return R"({"contract_address":")" + std::string{address} +
               R"(","class_hash":"0x3","error":)" + error + '}';
    };
    const auto error_40 = [](const std::string &data) {
        return R"({"code":40,"data":)" + data + '}';
    };
    for (const auto &data :
         {of("0x1", missing), of("0x001", missing), of("0x5", of("0x1", missing)),
          R"({"revert_error":)" + of("0x1", missing) + '}'}) {
        EXPECT_EQ(read(error_40(data), WA_EVIDENCE_ERROR).value(), Answer::no_entry_point) << data;
    }
    for (const auto &data : {of("0x1", of("0x2", missing)), of("0x2", missing), of("", missing),
                             R"({"revert_error":)" + of("0x1", of("0x2", missing)) + '}',
                             '[' + of("0x1", missing) + ',' + of("0x2", missing) + ']'}) {
        EXPECT_NE(refusal(error_40(data), WA_EVIDENCE_ERROR), "read") << data;
    }
    EXPECT_EQ(refusal(error_40(of("0x1", of("0x2", missing))), WA_EVIDENCE_ERROR),
              R"(error 40: data.error.error is "ENTRYPOINT_NOT_FOUND", no known refusal)");
}

} // namespace

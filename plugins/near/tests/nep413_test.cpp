// SPDX-License-Identifier: Apache-2.0
// How NEP-413 signatures are stolen, forged and misread, each as a case.
#include "published_request.hpp"

#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

namespace {

using namespace near_test;

/// The id that the key itself gives, and the key's owner's.
std::string derived_id() { return '"' + published_id + '"'; }

TEST(Nep413, NamedAccountWithAFullAccessKeyIsValid) {
    const auto answer = ask(published(), {full_access, account});
    EXPECT_NE(answer.find(R"("account":"near:testnet:round-toad.testnet")"), std::string::npos)
        << answer;
    EXPECT_NE(answer.find(R"("link":"chain_state","block":"B1")"), std::string::npos) << answer;
}

// The theft that most peers let through: a good signature by the thief's key for the victim's name.
TEST(Nep413, AKeyThatIsNotTheAccountsIsNeverValid) {
    EXPECT_EQ(with("account", R"("victim.testnet")", {no_key_new, account}), "rejected signer");
    EXPECT_EQ(with("account", R"("victim.testnet")", {no_key_old, account}), "rejected signer");
    EXPECT_EQ(with("account", R"("victim.testnet")", {no_account_new, no_account_new}),
              "rejected signer");
    EXPECT_EQ(with("account", R"("victim.testnet")", {no_account_old, no_account_old}),
              "rejected signer");
    Fields fields = published();
    fields["account"] = R"("victim.testnet")";
    fields["accept"] = R"(["derived"])";
    EXPECT_EQ(status_of(ask(fields, {full_access, account})), "unsupported evidence");
    fields["accept"] = both;
    EXPECT_EQ(status_of(plugin_test::ask(verifier(), fields)), "needs_evidence");
}

TEST(Nep413, FunctionCallKeyIsTheApplications) {
    EXPECT_EQ(with("account", R"("round-toad.testnet")", {function_call, account}),
              "rejected signer");
    Fields fields = published();
    fields["account"] = derived_id();
    fields["accept"] = R"(["chain_state"])";
    EXPECT_EQ(status_of(ask(fields, {function_call, account})), "rejected signer");
}

TEST(Nep413, ImplicitAccountOfTheKey) {
    Fields fields = published();
    fields["account"] = derived_id();
    fields["accept"] = "";
    EXPECT_EQ(status_of(ask(fields, {})), "valid"); // derived
    fields["public_key"] = "";
    EXPECT_EQ(status_of(ask(fields, {})), "valid"); // the id is the key
    fields["accept"] = R"(["chain_state"])";
    EXPECT_EQ(status_of(ask(fields, {full_access, account})), "valid");
    // The owner has deleted the key: what the chain says beats derivation.
    EXPECT_EQ(status_of(ask(fields, {no_key_new, account})), "rejected signer");
    EXPECT_EQ(status_of(ask(fields, {no_account_new, no_account_new})), "rejected signer");
}

TEST(Nep413, ImplicitAccountWithEvidence) {
    Fields fields = published();
    fields["account"] = derived_id();
    fields["accept"] = both;
    EXPECT_EQ(status_of(ask(fields, {no_key_new, account})), "valid"); // nobody asked the chain
    const auto id = derived_id().substr(1, 64);
    const std::string key_query =
        R"({"method":"query","params":{"account_id":")" + id +
        R"(","finality":"final","public_key":"ed25519:2RM3EotCzEiVobm6aMjaup43k8cFffR4KHFtrqbZ79Qy","request_type":"view_access_key"}})";
    const auto given = [&](const std::string &answer) {
        Fields with_evidence = fields;
        with_evidence["evidence"] = "[{\"query\":" + key_query + ',' + answer + "}]";
        return status_of(plugin_test::ask(verifier(), with_evidence));
    };
    EXPECT_EQ(given(full_access), "valid");
    EXPECT_EQ(given(function_call), "rejected signer");
    EXPECT_EQ(given(no_account_new), "valid");      // not yet funded: derived
    EXPECT_EQ(given(no_key_new), "needs_evidence"); // does the account exist?
}

TEST(Nep413, AnswersThatAreNone) {
    const std::string unknown_block =
        R"("error":{"name":"HANDLER_ERROR","cause":{"name":"UNKNOWN_BLOCK","info":{}},"code":-32000})";
    const std::string timeout =
        R"("error":{"code":-32000,"message":"Server error","data":"Timeout"})";
    for (const auto &answer :
         {unknown_block, timeout, std::string{R"("result":{})"}, std::string{R"("result":null)"},
          std::string{R"("result":"FullAccess")"}, std::string{R"("result":{"permission":"full"})"},
          std::string{R"("result":{"permission":{"FunctionCall":{},"x":1}})"},
          std::string{R"("result":{"error":"something else"})"}, account}) {
        EXPECT_EQ(with("account", R"("round-toad.testnet")", {answer, account}), "error evidence")
            << answer;
    }
}

TEST(Nep413, TheBlockIsTheOneThatWasAsked) {
    Fields fields = published();
    fields["block"] = R"("B1")";
    EXPECT_EQ(status_of(ask(fields, {full_access, account})), "valid");
    fields["block"] = R"("B2")";
    EXPECT_EQ(status_of(ask(fields, {full_access, account})), "error evidence");
    fields["block"] = R"("7")";
    EXPECT_EQ(status_of(ask(fields, {full_access, account})), "valid");
    fields["block"] = R"("8")";
    EXPECT_EQ(status_of(ask(fields, {full_access, account})), "error evidence");
}

TEST(Nep413, EvidenceForSomethingElseIsMalformed) {
    Fields fields = published();
    fields["evidence"] = R"([{"query":{"method":"query","params":{}},"result":{}}])";
    EXPECT_EQ(status_of(plugin_test::ask(verifier(), fields)), "malformed evidence");
}

TEST(Nep413, CallbackUrlIsSigned) {
    EXPECT_EQ(with("params", params(published_nonce, "example.near", "-")), "rejected signature");
    EXPECT_EQ(with("params", params(published_nonce, "example.near", "")), "rejected signature");
    EXPECT_EQ(with("params", params(published_nonce, "example.near", published_url + "/")),
              "rejected signature");
}

TEST(Nep413, RecipientAndNonceAreSigned) {
    EXPECT_EQ(with("params", params(published_nonce, "example.nearr", published_url)),
              "rejected signature");
    EXPECT_EQ(with("params", params("AAAAcOpvJ50D5vfF9pqWom8wo2sliQ4W+Wa7uZ3Uk6Y=", "example.near",
                                    published_url)),
              "rejected signature");
    for (const auto *bad : {"", "AAAA", "KNV0cOpvJ50D5vfF9pqWom8wo2sliQ4W+Wa7uZ3Uk6YA"}) {
        EXPECT_EQ(with("params", params(bad, "example.near", published_url)), "malformed params")
            << bad;
    }
    EXPECT_EQ(with("params", R"({"recipient":"example.near"})"), "malformed params");
    EXPECT_EQ(with("params", R"({"nonce":{"base64":")" + published_nonce + R"("}})"),
              "malformed params");
}

TEST(Nep413, KeyPrefixesAreNotMixedUp) {
    EXPECT_EQ(with("public_key", R"("secp256k1:2RM3EotCzEiVobm6aMjaup43k8cFffR4KHFtrqbZ79Qy")"),
              "malformed public_key");
    EXPECT_EQ(with("public_key", R"("2RM3EotCzEiVobm6aMjaup43k8cFffR4KHFtrqbZ79Qy")"), "valid");
    EXPECT_EQ(with("public_key", ""), "malformed public_key");
}

TEST(Nep413, AccountIds) {
    for (const auto *bad : {R"("Round-toad.testnet")", R"("a")", R"("a..b")", R"("-a")", R"("a_")",
                            R"("a b")", R"("a--b")"}) {
        EXPECT_EQ(with("account", bad), "malformed account") << bad;
    }
    EXPECT_EQ(
        with("account", "\"0x" + std::string(40, 'a') + '"', {no_account_new, no_account_new}),
        "rejected signer");
}

TEST(Nep413, JunkAsksNoNode) {
    Fields fields = published();
    fields["message"] = R"({"text":"another"})";
    EXPECT_EQ(status_of(plugin_test::ask(verifier(), fields)), "rejected signature");
    fields["message"] = R"({"hex":"ff"})";
    EXPECT_EQ(status_of(plugin_test::ask(verifier(), fields)), "malformed message");
}

// docs/wire-format.md: what widens what is accepted is the service's. message_encoding says which
// text counts as signed.
TEST(Nep413, TheUserDoesNotChooseTheEncoding) {
    Fields fields{
        {"chain", R"("near:mainnet")"},
        {"scheme", R"("nep413-kwil")"},
        {"account", derived_id()},
        {"message", R"({"text":"eA=="})"},
        {"signature", '"' + walletauth::encode_hex(std::vector<std::uint8_t>(200)) + '"'}};
    const auto *const encoding = R"({"message_encoding":"base64"})";
    fields["params"] = encoding;
    const auto answer = plugin_test::ask(verifier(), fields);
    EXPECT_EQ(status_of(answer), "malformed params");
    EXPECT_TRUE(detail_of(answer).contains("message_encoding")) << answer;
    fields["params"] = "";
    fields["service_params"] = encoding;
    EXPECT_NE(status_of(plugin_test::ask(verifier(), fields)), "malformed params");
}

// Found by fuzzing: parse_public_key gave 64 bytes, though the scheme declares 32 as all that its
// keys have (docs/abi.md: an output beyond the published maximum is garbage).
TEST(Nep413, NoSecp256k1KeyForKwil) {
    const auto key = verifier().plugins().parse_public_key(
        "near:mainnet", "nep413-kwil",
        "secp256k1:"
        "4HsQbcqHVhB2Lc9FPybNd5DY8dwpVCRMZmcXqniSBZF3iY6tsbGnRBTyyE2VrHpQZhKLot1XGSdPLoBk7uXG9PS6");
    ASSERT_FALSE(key.has_value());
    EXPECT_EQ(key.error().status, std::uint32_t{WA_MALFORMED_PUBLIC_KEY});
    const std::vector<std::uint8_t> bytes(64, 1);
    const auto text = verifier().plugins().format_public_key("near:mainnet", "nep413-kwil", bytes);
    ASSERT_FALSE(text.has_value());
    EXPECT_EQ(text.error().status, std::uint32_t{WA_MALFORMED_PUBLIC_KEY});
}

// Found by fuzzing: where chain state is not accepted, evidence that the key is absent was answered
// by needs_evidence, which the host takes for garbage (docs/abi.md).
TEST(Nep413, NothingIsAskedForWhereChainStateIsNotAccepted) {
    Fields fields = published();
    fields["account"] = derived_id();
    fields["accept"] = R"(["derived"])";
    fields["evidence"] =
        R"([{"query":{"method":"query","params":{"account_id":)" + derived_id() +
        R"(,"finality":"final","public_key":"ed25519:2RM3EotCzEiVobm6aMjaup43k8cFffR4KHFtrqbZ79Qy",)" +
        R"("request_type":"view_access_key"}},)" + no_key_new + "}]";
    EXPECT_EQ(status_of(ask(fields, {})), "unsupported evidence");
}

} // namespace

// SPDX-License-Identifier: Apache-2.0
// What a node's answers mean: NEP-641 (procedure of an access key's authorization, step 6), and the
// shapes of nearcore 2.13 (AccessKeyPermissionView). plugins/near/nep413.md, "Whose key is it".
#include "published_request.hpp"

#include <gtest/gtest.h>

namespace {

using namespace near_test;

std::string permission(const std::string &source) {
    return R"("result":{"block_hash":"B1","block_height":7,"nonce":1,"permission":)" + source + '}';
}
std::string cause(const std::string &name, const std::string &info) {
    return R"("error":{"name":"HANDLER_ERROR","cause":{"name":")" + name + R"(","info":)" + info +
           R"(},"code":-32000,"message":"Server error"})";
}
std::string at(const std::string &hash, int height) {
    return R"({"block_hash":")" + hash + R"(","block_height":)" + std::to_string(height) + '}';
}
std::string existing(const std::string &hash, int height) {
    return R"("result":{"amount":"1","code_hash":"1","block_hash":")" + hash +
           R"(","block_height":)" + std::to_string(height) + '}';
}
std::string detail(const Node &node) { return detail_of(ask(published(), node)); }

// near-kit's tests of the RPC views of gas keys have both shapes.
const std::string gas_full = R"({"GasKeyFullAccess":{"balance":"0","num_nonces":4}})";
const std::string gas_call =
    R"({"GasKeyFunctionCall":{"balance":"0","num_nonces":4,"allowance":null,"receiver_id":"game.near","method_names":[]}})";

TEST(NearChainState, GasKeys) {
    EXPECT_EQ(status_of(ask(published(), {permission(gas_full), ""})), "valid");
    EXPECT_EQ(status_of(ask(published(), {permission(gas_call), ""})), "rejected signer");
    for (const auto *unclear :
         {R"({"GasKeyFullAccess":null})", R"({"GasKeyFullAccess":"FullAccess"})",
          R"("GasKeyFullAccess")", R"({"GasKeyFullAccess":{},"FunctionCall":{}})",
          R"({"gasKeyFullAccess":{}})", R"({"FullAccess":{}})"}) {
        EXPECT_EQ(status_of(ask(published(), {permission(unclear), ""})), "error evidence")
            << unclear;
    }
}

// Accounts of NEP-616 come from no key, and may have keys like any other (NEP-641, step 6).
TEST(NearChainState, DeterministicAccountsAreAsTheNodeSays) {
    Fields fields = published();
    fields["account"] = "\"0s" + std::string(40, 'a') + '"';
    EXPECT_EQ(status_of(ask(fields, {full_access, ""})), "valid");
    EXPECT_EQ(status_of(ask(fields, {permission(gas_full), ""})), "valid");
    EXPECT_EQ(status_of(ask(fields, {function_call, ""})), "rejected signer");
    EXPECT_EQ(status_of(ask(fields, {no_key_new, ""})), "rejected signer");
    EXPECT_EQ(status_of(ask(fields, {no_account_new, ""})), "rejected signer");
    fields["accept"] = R"(["derived"])";
    EXPECT_EQ(status_of(ask(fields, {full_access, ""})), "unsupported evidence");
    fields["accept"] = "";
    EXPECT_EQ(status_of(ask(fields, {full_access, ""})), "unsupported evidence");
}

/// The published request for its implicit account, with both answers given.
std::string implicit(const std::string &key, const std::string &account,
                     const std::string &block = "") {
    const std::string pin = block.empty() ? R"("finality":"final")" : R"("block_id":)" + block;
    const std::string head =
        R"({"query":{"method":"query","params":{"account_id":")" + published_id + "\"," + pin;
    Fields fields = published();
    fields["account"] = '"' + published_id + '"';
    if (!block.empty()) fields["block"] = '"' + block + '"';
    fields["evidence"] = "[" + head + R"(,"public_key":")" + published_key +
                         R"(","request_type":"view_access_key"}},)" + key + "}," + head +
                         R"(,"request_type":"view_account"}},)" + account + "}]";
    return ask_once(fields);
}

// Both questions are asked at `final`, one after the other: the chain moves on between them. An
// account that is absent later has no keys then. A node that lags behind says nothing: the account
// may have been created since, and its owner may have deleted this very key.
TEST(NearChainState, AbsenceOfALaterBlockStands) {
    const auto no_key = [](const std::string &hash, int height) {
        return cause("UNKNOWN_ACCESS_KEY", at(hash, height));
    };
    const auto no_account = [](const std::string &hash, int height) {
        return cause("UNKNOWN_ACCOUNT", at(hash, height));
    };
    const auto later = implicit(no_key("B1", 7), no_account("B2", 8));
    EXPECT_EQ(status_of(later), "valid");
    EXPECT_TRUE(later.contains(R"("link":"derived","block":"B2")")) << later;
    EXPECT_EQ(status_of(implicit(no_key("B1", 7), no_account("B9", 900))), "valid");
    EXPECT_EQ(status_of(implicit(no_key("B1", 7), no_account("B1", 7))), "valid");
    EXPECT_EQ(status_of(implicit(no_key("B2", 8), no_account("B1", 7))), "error evidence");
    EXPECT_EQ(status_of(implicit(no_key("B1", 7), no_account("B2", 7))), "error evidence");
    EXPECT_EQ(status_of(implicit(cause("UNKNOWN_ACCESS_KEY", R"({"block_hash":"B1"})"),
                                 no_account("B2", 8))),
              "error evidence");
    // Without a hash the heights tell.
    EXPECT_EQ(status_of(implicit(cause("UNKNOWN_ACCESS_KEY", R"({"block_height":8})"),
                                 no_account("B1", 7))),
              "error evidence");
    EXPECT_EQ(detail_of(implicit(no_key("B2", 8), no_account("B1", 7))),
              "account absent at block 7, key absent at 8: ask both at one block");
    // Older nodes say the same in the result.
    EXPECT_EQ(
        status_of(implicit(no_key_old, R"("result":{"block_hash":"B2","block_height":8,"error":)"
                                       R"("account x does not exist while viewing","logs":[]})")),
        "valid");
    // Where the service names the block both answers are of that one.
    EXPECT_EQ(status_of(implicit(no_key("B1", 7), no_account("B1", 7), "7")), "valid");
    EXPECT_EQ(status_of(implicit(no_key("B1", 7), no_account("B2", 8), "7")), "error evidence");
    EXPECT_EQ(status_of(implicit(no_key("B1", 7), no_account("B2", 7), "7")), "error evidence");
}

// An answer need not say of which block it is. Then nobody knows whether it is the later one.
TEST(NearChainState, AbsenceOfAnUnknownBlockDecidesNothing) {
    const auto no_key = [](const std::string &info) { return cause("UNKNOWN_ACCESS_KEY", info); };
    const auto no_account = [](const std::string &info) { return cause("UNKNOWN_ACCOUNT", info); };
    const std::string unknown = "account absent and key absent at blocks of unknown height";
    const std::string old_text =
        R"("result":{"error":"account x does not exist while viewing","logs":[]})";
    for (const auto &account : {no_account("{}"), old_text, no_account(R"({"block_hash":"B2"})")}) {
        const auto answer = implicit(no_key(at("A", 100)), account);
        EXPECT_EQ(status_of(answer), "error evidence") << account;
        EXPECT_EQ(detail_of(answer), unknown) << account;
        EXPECT_EQ(status_of(implicit(no_key("{}"), account)), "error evidence") << account;
    }
    // The same height is not the same block.
    const auto height = [](int value) {
        return R"({"block_height":)" + std::to_string(value) + '}';
    };
    EXPECT_EQ(status_of(implicit(no_key(height(7)), no_account(height(7)))), "error evidence");
    EXPECT_EQ(status_of(implicit(no_key(height(7)), no_account(height(8)))), "valid");
    EXPECT_EQ(
        status_of(implicit(no_key(R"({"block_hash":"A"})"), no_account(R"({"block_hash":"A"})"))),
        "valid");
    // Where the service names the block, that is the one.
    EXPECT_EQ(status_of(implicit(no_key("{}"), no_account("{}"), "7")), "valid");
    EXPECT_EQ(status_of(implicit(no_key(height(7)), old_text, "7")), "valid");
}

// An account that exists at another block may have been created between the two, with this key.
TEST(NearChainState, PresenceOfAnotherBlockDecidesNothing) {
    const auto no_key = cause("UNKNOWN_ACCESS_KEY", at("B1", 7));
    EXPECT_EQ(status_of(implicit(no_key, existing("B1", 7))), "rejected signer");
    EXPECT_EQ(status_of(implicit(no_key, existing("B2", 8))), "error evidence");
    EXPECT_EQ(status_of(implicit(no_key, existing("B0", 6))), "error evidence");
    const std::string unknown = R"("result":{"amount":"1","code_hash":"1"})";
    EXPECT_EQ(status_of(implicit(no_key, unknown)), "error evidence");
    EXPECT_EQ(detail_of(implicit(no_key, existing("B2", 8))),
              "account present at block 8, key absent at 7: ask both at one block");
}

// Nodes call the key of an account that does not exist an unknown key (idos-sdk-js, pull request
// 51).
TEST(NearChainState, SaysThatTheAccountDoesNotExist) {
    EXPECT_EQ(detail({no_account_new, ""}), "account round-toad.testnet does not exist");
    EXPECT_EQ(detail({no_account_old, ""}), "account round-toad.testnet does not exist");
    EXPECT_EQ(detail({no_key_new, ""}),
              "the key is none of round-toad.testnet, or the account does not exist");
    EXPECT_EQ(detail_of(implicit(no_key_new, existing("B1", 7))),
              "the key is none of " + published_id);
    Fields fields = published();
    fields["account"] = '"' + published_id + '"';
    fields["accept"] = R"(["chain_state"])";
    EXPECT_EQ(detail_of(ask(fields, {no_key_new, ""})),
              "the key is none of " + published_id + ", or the account does not exist");
}

TEST(NearChainState, SaysWhatToAccept) {
    const std::string host_adds =
        R"(; service.accept has "derived" alone: with "chain_state" the chain is asked)";
    Fields fields = published();
    fields["accept"] = "";
    EXPECT_EQ(detail_of(ask(fields, {})),
              "only chain state tells whether the key is one of round-toad.testnet" + host_adds);
    fields["account"] = '"' + std::string(64, 'n') + '"';
    EXPECT_EQ(detail_of(ask(fields, {})), "only chain state tells whether the key is one of " +
                                              std::string(64, 'n') + host_adds);
}

// An account of a key of Ethereum's kind is refused without asking, but a node could tell more:
// plugins/near/nep413.md, "Whose key is it", third line of the first table.
TEST(NearChainState, OfAnEthImplicitAccountTheNodeDecides) {
    const auto claim = "0x" + std::string(40, 'a');
    Fields fields = published();
    fields["account"] = '"' + claim + '"';
    EXPECT_EQ(status_of(ask(fields, {full_access, ""})), "valid");
    fields["accept"] = R"(["derived"])";
    EXPECT_EQ(status_of(ask(fields, {full_access, ""})), "rejected signer");
    EXPECT_EQ(detail_of(ask(fields, {full_access, ""})),
              "the key does not give " + claim + "; only chain state could tell of another key");
}

// The member that is unknown, whole or visibly shortened.
TEST(NearChainState, SaysWhatIsUnreadable) {
    const std::string start = "no readable answer of a NEAR node: ";
    struct Case {
        std::string answer;
        std::string said;
    };
    for (const auto &[answer, said] : std::initializer_list<Case>{
             {permission(R"({"GasKeyV2":{"x":1}})"), R"(result.permission has "GasKeyV2")"},
             {permission(R"("ReadOnly")"), R"(result.permission is "ReadOnly")"},
             {permission("7"), "result.permission is 7"},
             {cause("UNKNOWN_BLOCK", "{}"), R"(error.cause.name is "UNKNOWN_BLOCK")"},
             {cause(std::string(99, 'X'), "{}"),
              R"(error.cause.name is ")" + std::string(43, 'X') + R"(...")"},
             {R"("error":{"code":-32000,"message":"Timeout"})",
              R"(no error.cause.name, message is "Timeout")"},
             {R"("error":{"code":-32000})", R"(error is {"code":-32000})"},
             {R"("result":null)", "result is null"},
             {R"("result":{})", "result is {}"},
             {R"("result":{"keys":[]})", R"(result has "keys" but no permission)"},
             {permission(R"({"GasKeyFullAccess":null})"),
              "result.permission.GasKeyFullAccess is null"},
             {R"("result":{"jsonrpc":"2.0","id":"1","result":{"permission":"FullAccess"}})",
              "it is the whole answer: give its member result alone"},
             {R"("result":{"jsonrpc":"2.0","id":"1","error":{"cause":{"name":"UNKNOWN_ACCOUNT"}}})",
              "it is the whole answer: give its member error alone"},
             {R"("error":{"error":{"cause":{"name":"UNKNOWN_ACCOUNT"}}})",
              "it is the whole answer: give its member error alone"},
             {R"("result":{"jsonrpc":"2.0","id":"1","result":null})",
              "it is the whole answer: give its member result alone"},
             {R"("result":{"error":"out of gas\n"})", R"(result.error is "out of gas\x0a")"},
         }) {
        EXPECT_EQ(detail({answer, ""}), start + said) << answer;
    }
}

} // namespace

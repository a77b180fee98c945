// SPDX-License-Identifier: Apache-2.0
// Signing in to an implicit account whose chain state is accepted, too. Its owner may have replaced
// the key that gave it: then that key, which may be a thief's, must not sign in.
#include "tests/signin/prefer_state.hpp"

extern "C" const wa_plugin *walletauth_plugin_v0_near(void) noexcept;

namespace {

using walletauth::EvidenceAnswer;
using walletauth::signin::tests::node_of;
using walletauth::signin::tests::RotatingAccount;

// Answers of nearcore (docs.near.org, RPC: access keys, accounts).
EvidenceAnswer result(const std::string &members) {
    return {R"({"block_hash":"B1","block_height":8,)" + members + '}'};
}
EvidenceAnswer cause(const std::string &name) {
    return {R"({"cause":{"name":")" + name + R"(","info":{"block_hash":"B1","block_height":8}}})",
            WA_EVIDENCE_ERROR};
}
const EvidenceAnswer full_access = result(R"("nonce":1,"permission":"FullAccess")");
const EvidenceAnswer function_call = result(R"("nonce":1,"permission":{"FunctionCall":{}})");
const EvidenceAnswer account_there = result(R"("amount":"1","code_hash":"1")");

/// What a node says of the key, and of the account.
auto node(const EvidenceAnswer &key, const EvidenceAnswer &account) {
    return node_of([=](const std::string &query) {
        return query.find("view_access_key") == std::string::npos ? account : key;
    });
}

std::string judged(const EvidenceAnswer &key, const EvidenceAnswer &account,
                   bool prefer_state = true) {
    RotatingAccount alice(&walletauth_plugin_v0_near, "near");
    return alice.judge(node(key, account), prefer_state);
}

TEST(NearPrefersState, KeyOfTheAccountSignsIn) {
    EXPECT_EQ(judged(full_access, account_there), "chain_state");
}

TEST(NearPrefersState, ReplacedKeyDoesNot) {
    EXPECT_EQ(judged(cause("UNKNOWN_ACCESS_KEY"), account_there), "rejected signer");
    EXPECT_EQ(judged(function_call, account_there), "rejected signer");
}

TEST(NearPrefersState, AbsentAccountIsItsKeys) {
    EXPECT_EQ(judged(cause("UNKNOWN_ACCESS_KEY"), cause("UNKNOWN_ACCOUNT")), "derived");
    EXPECT_EQ(judged(cause("UNKNOWN_ACCOUNT"), cause("UNKNOWN_ACCOUNT")), "derived");
}

TEST(NearPrefersState, NodeThatFailsIsNoAnswer) {
    EXPECT_EQ(judged({"{}", WA_EVIDENCE_ERROR}, account_there), "error evidence");
    walletauth::tests::ScriptedSource silent;
    silent.answers = [](auto) { return std::unexpected(std::string{"no"}); };
    RotatingAccount alice(&walletauth_plugin_v0_near, "near");
    EXPECT_EQ(alice.judge(silent), "error evidence");
    silent.answers = [](auto) { return std::vector<EvidenceAnswer>{}; };
    EXPECT_EQ(alice.judge(silent), "error evidence");
}

TEST(NearPrefersState, QueriesStandAtThePinnedBlock) {
    auto pinned = node(full_access, account_there);
    pinned.pins = [] { return walletauth::tests::ScriptedSource::Pinned{"8"}; };
    RotatingAccount alice(&walletauth_plugin_v0_near, "near");
    EXPECT_EQ(alice.judge(pinned), "chain_state");
    ASSERT_EQ(alice.asked.size(), 2U);
    EXPECT_EQ(alice.asked[0], "pin near:mainnet");
    EXPECT_NE(alice.asked[1].find(R"("block_id":8)"), std::string::npos) << alice.asked[1];
}

// As `verify` has it, for services that choose so: nobody is asked.
TEST(NearPrefersState, Not) {
    RotatingAccount alice(&walletauth_plugin_v0_near, "near");
    EXPECT_EQ(alice.judge(node(cause("UNKNOWN_ACCESS_KEY"), account_there), false), "derived");
    EXPECT_TRUE(alice.asked.empty());
}

} // namespace

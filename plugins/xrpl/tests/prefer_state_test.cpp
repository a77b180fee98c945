// SPDX-License-Identifier: Apache-2.0
// Signing in where chain state is accepted, too. An owner may have disabled the master key: then
// that key, which may be a thief's, must not sign in. Answers as xrpl.org prints them
// ("account_info", API version 2).
#include "tests/signin/prefer_state.hpp"

extern "C" const wa_plugin *walletauth_plugin_v0_xrpl(void) noexcept;

namespace {

using namespace walletauth;
using walletauth::signin::tests::node_of;
using walletauth::signin::tests::RotatingAccount;

std::string account_in(const std::string &query) {
    const std::string member = R"("account":")";
    const auto begin = query.find(member) + member.size();
    return query.substr(begin, query.find('"', begin) - begin);
}

auto with_flags(const std::string &flags) {
    return [flags](const std::string &query) {
        return EvidenceAnswer{
            R"({"account_data":{"Account":")" + account_in(query) + R"(","Flags":)" + flags +
            R"(,"RegularKey":"rrrrrrrrrrrrrrrrrrrrrhoLvTp"},"status":"success",)" +
            R"("validated":true})"};
    };
}

const auto absent = [](const std::string &) {
    return EvidenceAnswer{R"({"error":"actNotFound","status":"error"})"};
};

std::string judged(const std::function<EvidenceAnswer(const std::string &)> &node,
                   bool prefer_state = true) {
    RotatingAccount alice(&walletauth_plugin_v0_xrpl, "xrpl");
    return alice.judge(node_of(node), prefer_state);
}

TEST(XrplPrefersState, MasterKeySignsIn) { EXPECT_EQ(judged(with_flags("0")), "chain_state"); }

TEST(XrplPrefersState, DisabledMasterKeyDoesNot) {
    EXPECT_EQ(judged(with_flags("1048576")), "rejected signer"); // 0x00100000
    EXPECT_EQ(judged(with_flags("1048576"), false), "derived");  // the service does not ask
}

TEST(XrplPrefersState, AbsentAccountIsItsKeys) { EXPECT_EQ(judged(absent), "derived"); }

TEST(XrplPrefersState, NodeThatFailsIsNoAnswer) {
    EXPECT_EQ(judged([](const std::string &) {
                  return EvidenceAnswer{R"({"error":"noNetwork","status":"error"})"};
              }),
              "error evidence");
    EXPECT_EQ(judged([](const std::string &) { return EvidenceAnswer{"{}", WA_EVIDENCE_ERROR}; }),
              "error evidence");
}

} // namespace

// SPDX-License-Identifier: Apache-2.0
// Signing in to an account that follows from its deployment, where chain state is accepted, too. It
// may have another owner by now, who is asked.
#include "tests/signin/prefer_state.hpp"

extern "C" const wa_plugin *walletauth_plugin_v0_starknet(void) noexcept;

namespace {

using walletauth::EvidenceAnswer;
using walletauth::signin::tests::node_of;
using walletauth::signin::tests::RotatingAccount;

// 'SN_MAIN' and 'VALID' as felts; starknet_call answers a list.
const EvidenceAnswer chain{R"("0x534e5f4d41494e")"};
const EvidenceAnswer yes{R"(["0x56414c4944"])"}, no{R"(["0x0"])"};
const EvidenceAnswer not_found{R"({"code":20,"message":"Contract not found"})", WA_EVIDENCE_ERROR};

std::string judged(const EvidenceAnswer &call, bool prefer_state = true) {
    RotatingAccount alice(&walletauth_plugin_v0_starknet, "starknet");
    return alice.judge(node_of([&](const std::string &query) {
                           return query.find("starknet_chainId") == std::string::npos ? call
                                                                                      : chain;
                       }),
                       prefer_state);
}

TEST(StarknetPrefersState, AccountThatSaysYes) { EXPECT_EQ(judged(yes), "chain_state"); }

TEST(StarknetPrefersState, AccountWithAnotherOwnerNow) {
    EXPECT_EQ(judged(no), "rejected signature");
}

TEST(StarknetPrefersState, AccountThatIsNotDeployed) { EXPECT_EQ(judged(not_found), "derived"); }

TEST(StarknetPrefersState, Not) { EXPECT_EQ(judged(no, false), "derived"); }

} // namespace

// SPDX-License-Identifier: Apache-2.0
// What was accepted once is judged again, as sessions need it.
#include "service.hpp"

namespace walletauth::signin::tests {
namespace {

using std::chrono::hours;

class ProveAgain : public Service {
  protected:
    /// A named account, which only the chain can prove.
    void open_named() {
        config.accept = WA_ACCEPT_DERIVED | WA_ACCEPT_CHAIN_STATE;
        open(config);
        claimed = "alice";
        node.key = user.account;
        source = &node;
        auto asked = request();
        asked.account = "alice";
        text = text_of(sign_in->challenge(asked, start));
        ASSERT_EQ(accept(text), "");
    }
    /// The check that refused it; "" for a session.
    std::string again(Time now = start + hours{100}) {
        const auto signature = user.sign(text);
        Attempt attempt;
        attempt.request.chain = "toynet:main";
        attempt.request.scheme = "toy";
        attempt.request.account = claimed.empty() ? std::string_view{user.account} : claimed;
        attempt.request.public_key = user.key;
        attempt.request.message = as_bytes(text);
        attempt.request.signature = signature;
        attempt.form = "toy-json";
        const auto result = sign_in->prove_again(attempt, start, now, source);
        if (result) {
            session = *result;
            return "";
        }
        refusal = result.error();
        return std::string{refusal.check};
    }

    Config config = toy_config();
    ScriptedNode node;
    std::string text = challenge();
};

TEST_F(ProveAgain, SaysTheSameLongAfterTheTextHasExpired) {
    ASSERT_EQ(accept(text), "");
    EXPECT_EQ(session.generation, "one");
    const auto first = session;
    const int consumptions = store->consumptions;
    ASSERT_EQ(again(), "");
    EXPECT_EQ(session.subject, first.subject);
    EXPECT_EQ(session.claims, first.claims);
    EXPECT_EQ(session.nonce, first.nonce);
    EXPECT_EQ(session.auth_time, start);
    EXPECT_EQ(store->consumptions, consumptions) << "nothing is consumed";
    text[0] ^= 1;
    EXPECT_NE(again(), "");
}

TEST_F(ProveAgain, ThePresentPolicyDecides) {
    ASSERT_EQ(accept(text), "");
    for (const auto &[change, check] :
         std::vector<std::pair<std::function<void(Config &)>, std::string>>{
             {[](Config &c) { c.policy.chains = {"toynet:other"}; }, "chain"},
             {[](Config &c) { c.policy.domain = "other.example"; }, "domain"},
             {[](Config &c) { c.forms = {"toy-nonce"}; }, "form"},
             {[](Config &c) { c.accept = WA_ACCEPT_CHAIN_STATE; }, "signature"},
             {[](Config &c) { c.lifetime = std::chrono::seconds{30}; }, ""}}) {
        auto changed = config;
        change(changed);
        open(changed);
        EXPECT_EQ(again(), check);
    }
}

TEST_F(ProveAgain, TheChainIsAskedAnew) {
    open_named();
    EXPECT_EQ(again(), "");
    EXPECT_EQ(session.link, WA_LINK_CHAIN_STATE);
    EXPECT_EQ(node.rounds, 2);
    node.is_down = true;
    EXPECT_EQ(again(), "evidence");
    EXPECT_EQ(http_status(refusal), 503);
    EXPECT_GT(refusal.retry_after.count(), 0);
    EXPECT_EQ(refusal.retry_ticket, "") << "nothing was consumed that a ticket stands for";
    EXPECT_FALSE(refusal.needs_challenge);
    node.is_down = false;
    node.key = User{0x22}.account; // the name has another key now
    EXPECT_EQ(again(), "signature");
    EXPECT_EQ(http_status(refusal), 401);
    EXPECT_TRUE(refusal.needs_challenge);
}

} // namespace
} // namespace walletauth::signin::tests

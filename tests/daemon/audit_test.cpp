// SPDX-License-Identifier: Apache-2.0
// Audit lines: who, which check, and nothing that is a secret. The members are those of
// docs/daemon.md.
#include "sessions.hpp"

#include <algorithm>

namespace walletauth::daemon {
namespace {

class Audit : public Sessions {
  protected:
    Audit() {
        for (const auto &one : users())
            if (member(one, "chain") == "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp") user = one;
    }
    [[nodiscard]] const std::string &last() const { return service.audit.back(); }
    [[nodiscard]] std::string last(std::string_view name) const { return member(last(), name); }
    [[nodiscard]] std::string claimed(std::string_view name) const {
        return member(last("claimed"), name);
    }
    /// Of the user, as the sign-in's answer has it.
    void expect_owner(const std::string &sid) const {
        EXPECT_EQ(last("sid"), sid) << last();
        for (const auto *name : {"subject", "account", "chain", "scheme", "form"})
            EXPECT_EQ(last(name), member(first, name)) << name << " of " << last();
        EXPECT_EQ(last("claimed"), "") << "it was proven";
    }
    std::string signed_in() {
        first = service.ask("POST", "/v1/sign-in", user).body;
        return member(first, "refresh_token");
    }
    std::string user, first;
};

TEST_F(Audit, SignInRefreshAndSignOutNameTheUserAndTheSession) {
    const auto token = signed_in();
    EXPECT_EQ(last("event"), "sign_in");
    EXPECT_EQ(last("outcome"), "signed_in");
    EXPECT_EQ(last("check"), "");
    const auto sid = last("sid");
    EXPECT_EQ(sid.size(), 22U) << last();
    expect_owner(sid);
    const auto second = next(token);
    EXPECT_EQ(last("outcome"), "refreshed");
    expect_owner(sid);
    EXPECT_EQ(sign_out(second).status, 200);
    EXPECT_EQ(last("event"), "sign_out");
    EXPECT_EQ(last("outcome"), "ended");
    expect_owner(sid);
    EXPECT_EQ(refresh(second).status, 401);
    EXPECT_EQ(last("outcome"), "ended");
    expect_owner(sid);
    EXPECT_EQ(service.audit.size(), 4U);
}

TEST_F(Audit, TheftNamesTheOwner) {
    const auto r0 = signed_in();
    const auto sid = last("sid");
    ASSERT_FALSE(next(next(r0)).empty());
    service.time += seconds{31};
    EXPECT_EQ(code(refresh(r0)), "refresh_reused");
    EXPECT_EQ(last("outcome"), "reused");
    expect_owner(sid);
}

TEST_F(Audit, ExpiredTokenNamesItsOwner) {
    const auto token = signed_in();
    const auto sid = last("sid");
    service.time += days{8};
    EXPECT_EQ(code(refresh(token)), "token_expired");
    EXPECT_EQ(last("outcome"), "expired");
    expect_owner(sid);
}

TEST_F(Audit, RefusedSignInQuotesWhatWasClaimed) {
    signed_in();
    EXPECT_EQ(service.ask("POST", "/v1/sign-in", user).status, 401);
    EXPECT_EQ(last("outcome"), "nonce_used");
    EXPECT_EQ(last("check"), "nonce");
    for (const auto *name : {"chain", "scheme", "form", "account"}) {
        EXPECT_EQ(claimed(name), member(user, name)) << name;
        EXPECT_EQ(last(name), "") << "nobody has proven it: " << last();
    }
    EXPECT_EQ(last("sid"), "");
}

/// A stranger writes it: quoted, printable, and never longer than a name on a chain.
TEST_F(Audit, ClaimsAreBounded) {
    const std::string long_text(5'000, 'x');
    const std::string odd = R"(a\"},\"outcome\":\"signed_in\"\n\u00e9\u2028)";
    const auto send = [&](const std::string &chain, const std::string &account) {
        return service
            .ask("POST", "/v1/sign-in",
                 R"({"client_id":"app","form":"siws","scheme":")" + long_text + R"(","chain":)" +
                     chain + R"(,"account":)" + account +
                     R"(,"message":{"text":"a text that was signed"},"signature":"5igna7ure"})")
            .status;
    };
    EXPECT_GE(send("\"" + odd + "\"", "\"" + long_text + "\""), 400);
    EXPECT_EQ(claimed("chain"), R"(a"},"outcome":"signed_in"\x0a\xc3\xa9\xe2\x80\xa8)");
    EXPECT_EQ(claimed("account"), std::string(125, 'x') + "...");
    EXPECT_EQ(claimed("scheme"), std::string(61, 'x') + "...");
    EXPECT_NE(last("outcome"), "signed_in");
    EXPECT_LT(last().size(), 800U);
    EXPECT_TRUE(std::ranges::all_of(last(), [](char c) { return c >= 0x20 && c < 0x7f; }));
    EXPECT_GE(send("17", R"({"a":"b"})"), 400);
    EXPECT_EQ(claimed("chain"), "") << last();
    EXPECT_EQ(claimed("account"), "");
    for (const auto &line : service.audit) {
        EXPECT_FALSE(line.contains("5igna7ure")) << line;
        EXPECT_FALSE(line.contains("a text that was signed")) << line;
    }
}

TEST_F(Audit, TokenThatDoesNotOpenLeavesALine) {
    const auto token = signed_in();
    for (const auto *path : {"/v1/refresh", "/v1/sign-out"}) {
        const std::string event = std::string_view{path} == "/v1/refresh" ? "refresh" : "sign_out";
        EXPECT_EQ(post(path, "bm9uZQ", "app").status, 401);
        EXPECT_EQ(last("event"), event);
        EXPECT_EQ(last("outcome"), "token");
        EXPECT_EQ(last("client"), "app");
        EXPECT_EQ(last("sid"), "");
        EXPECT_FALSE(last().contains("bm9uZQ")) << last();
        service.store->down = true;
        EXPECT_EQ(post(path, token, "app").status, 503);
        EXPECT_EQ(last("event"), event);
        EXPECT_EQ(last("outcome"), "store_unavailable");
        service.store->down = false;
    }
    EXPECT_EQ(service.audit.size(), 5U);
    service.store->name = "after a failover";
    service.time += seconds{2};
    EXPECT_EQ(refresh(token).status, 401);
    EXPECT_EQ(last("outcome"), "stale") << "what was sealed for a store of before";
    EXPECT_EQ(last("account"), member(first, "account"));
}

TEST_F(Audit, NeverATokenASignatureOrAText) {
    std::vector<std::string> secrets;
    for (const auto &one : users()) {
        const auto answer = service.ask("POST", "/v1/sign-in", one).body;
        ASSERT_FALSE(member(answer, "access_token").empty()) << answer;
        const auto again = refresh(member(answer, "refresh_token")).body;
        service.ask("POST", "/v1/sign-in", one);
        EXPECT_EQ(sign_out(member(again, "refresh_token")).status, 200);
        for (const auto &text : {answer, again})
            for (const auto *name : {"access_token", "refresh_token"})
                secrets.push_back(member(text, name));
        secrets.push_back(member(one, "signature"));
        secrets.push_back(member(member(answer, "claims"), "nonce"));
    }
    ASSERT_EQ(service.audit.size(), 4 * users().size());
    for (const auto &line : service.audit) {
        EXPECT_FALSE(line.contains("wants you to sign in")) << line;
        for (const auto &secret : secrets)
            EXPECT_TRUE(secret.empty() || !line.contains(secret)) << line;
    }
}

} // namespace
} // namespace walletauth::daemon

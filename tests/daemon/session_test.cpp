// SPDX-License-Identifier: Apache-2.0
// Sessions: refresh, sign-out, and what ends one. The rules are those of docs/daemon.md.
#include "sessions.hpp"

#include "daemon/seal.hpp"

#include <set>

namespace walletauth::daemon {
namespace {

TEST_F(Sessions, UsersOfEachChainSignInRefreshAndSignOut) {
    std::set<std::string> chains;
    for (const auto &user : users()) {
        const auto first = service.ask("POST", "/v1/sign-in", user);
        ASSERT_EQ(first.status, 200) << first.body;
        chains.insert(member(first.body, "chain"));
        const auto token = member(first.body, "refresh_token");
        service.time += minutes{20}; // the text has expired, and so has the access token
        EXPECT_EQ(session(member(first.body, "access_token")), 401);
        const auto second = refresh(token);
        ASSERT_EQ(second.status, 200) << second.body;
        EXPECT_EQ(header(second, "Cache-Control"), "no-store");
        for (const auto *name : {"account", "subject", "chain", "link", "claims", "auth_time"})
            EXPECT_EQ(member(second.body, name), member(first.body, name)) << name;
        EXPECT_EQ(session(member(second.body, "access_token")), 200);
        EXPECT_EQ(sign_out(member(second.body, "refresh_token")).status, 200);
        EXPECT_EQ(session(member(second.body, "access_token")), 401);
        EXPECT_EQ(code(refresh(member(second.body, "refresh_token"))), "session_ended");
        service.time = now;
    }
    EXPECT_GE(chains.size(), 4U);
}

TEST_F(Sessions, SameTokenHasTheSameSuccessor) {
    const auto r0 = sign_in(users().front());
    service.time += minutes{5};
    const auto r1 = next(r0);
    EXPECT_NE(r1, r0);
    service.time += seconds{7};
    EXPECT_EQ(next(r0), r1) << "another tab";
    service.time += minutes{30};
    EXPECT_EQ(next(r0), r1) << "an answer that was lost: its successor was never used";
    const auto r2 = next(r1);
    service.time += seconds{30};
    EXPECT_EQ(next(r0), r1) << "its successor was used just now";
    EXPECT_EQ(next(r1), r2);
}

TEST_F(Sessions, StolenTokenEndsTheSessionOfBoth) {
    const auto r0 = sign_in(users().front());
    const auto r1 = next(r0);
    const auto r2 = next(r1);
    service.time += seconds{31};
    const auto reused = refresh(r0);
    EXPECT_EQ(reused.status, 401) << reused.body;
    EXPECT_EQ(code(reused), "refresh_reused");
    for (const auto &token : {r0, r1, r2})
        EXPECT_EQ(code(refresh(token)), "session_ended");
    EXPECT_EQ(session(access), 401) << "the access token of the owner, too";
    EXPECT_EQ(member(service.audit[3], "event"), "refresh");
    EXPECT_EQ(member(service.audit[3], "outcome"), "reused");
}

TEST_F(Sessions, TokensAreOfOneClientAndAreNotAccessTokens) {
    const auto token = sign_in(users().front());
    EXPECT_EQ(refresh(token, "other").status, 401);
    EXPECT_EQ(refresh(token, "nobody").status, 403);
    EXPECT_EQ(refresh(access).status, 401);
    EXPECT_EQ(session(token), 401);
    EXPECT_EQ(refresh("").status, 400);
    const auto more = service.ask("POST", "/v1/refresh",
                                  R"({"client_id":"app","refresh_token":"x","scope":"all"})");
    EXPECT_EQ(more.status, 400);
    const auto page = service.ask("POST", "/v1/refresh",
                                  R"({"client_id":"app","refresh_token":")" + token + "\"}",
                                  {{"origin", "https://other.example"}});
    EXPECT_EQ(page.status, 403) << "a page of another client";
    for (std::size_t i = 0; i < token.size(); i += 29) {
        auto changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_EQ(refresh(changed).status, 401) << i;
    }
    EXPECT_EQ(refresh(token).status, 200);
}

TEST_F(Sessions, EndAfterThirtyDaysAndWhenIdle) {
    auto token = sign_in(users().front());
    for (int day = 6; day < 30; day += 6) {
        service.time = now + days{day};
        token = next(token);
    }
    service.time = now + days{30} - seconds{1};
    token = next(token);
    service.time = now + days{30};
    EXPECT_EQ(code(refresh(token)), "token_expired");
    service.time = now;
    const auto idle = sign_in(users().back());
    service.time = now + days{7};
    EXPECT_EQ(code(refresh(idle)), "token_expired");
}

/// After a reload with a shorter `idle` the successor of a token ends before the token does. Who
/// kept the old one must get nothing for it any more.
TEST_F(Sessions, TokenEndsWithItsSuccessor) {
    const auto first = sign_in(users().front());
    service.app->replace(
        *make_parts(*read_settings(std::string{settings_text} + "[session]\nidle = 60\n"),
                    service.app->lasting(), plugins()));
    ASSERT_FALSE(next(first).empty());
    service.time += seconds{59};
    EXPECT_FALSE(next(first).empty()) << "the same successor, while it lives";
    service.time += seconds{1};
    const auto answer = refresh(first);
    EXPECT_EQ(answer.status, 401) << answer.body;
    EXPECT_EQ(code(answer), "token_expired");
}

TEST_F(Sessions, StoreThatIsDownLosesNoToken) {
    const auto token = sign_in(users().front());
    service.store->down = true;
    for (const auto &answer : {refresh(token), sign_out(token)}) {
        EXPECT_EQ(answer.status, 503) << answer.body;
        EXPECT_TRUE(header(answer, "Retry-After"));
        EXPECT_EQ(answer.body.find("used.db"), std::string::npos) << answer.body;
    }
    EXPECT_EQ(session(access), 503);
    service.store->down = false;
    EXPECT_EQ(session(access), 200);
    EXPECT_EQ(refresh(token).status, 200);
}

/// What a store may have forgotten is void: everybody signs in anew.
TEST_F(Sessions, AnotherGenerationOfTheStoreEndsAll) {
    const auto token = sign_in(users().front());
    service.store->name = "after a failover";
    service.time += seconds{2};
    EXPECT_EQ(refresh(token).status, 401);
    EXPECT_EQ(session(access), 401);
}

/// A page that the settings no longer have, a chain that is not accepted any more.
TEST_F(Sessions, ThePresentSettingsDecide) {
    const auto token = sign_in(users().front());
    const auto chain = member(users().front(), "chain");
    std::string text{settings_text};
    text.replace(text.find('"' + chain + '"'), chain.size() + 2,
                 chain == "near:mainnet" ? "\"near:testnet\"" : "\"near:mainnet\"");
    auto parts = make_parts(*read_settings(text), service.app->lasting(), plugins());
    ASSERT_TRUE(parts) << parts.error();
    service.app->replace(*parts);
    const auto answer = refresh(token);
    EXPECT_EQ(answer.status, 401) << answer.body;
    EXPECT_EQ(member(answer.body, "check"), "chain");
    service.app->replace(
        *make_parts(*read_settings(settings_text), service.app->lasting(), plugins()));
    EXPECT_EQ(refresh(token).status, 200) << "the session was not ended by it";
}

} // namespace
} // namespace walletauth::daemon

// SPDX-License-Identifier: Apache-2.0
// What ends with a session, and when it is seen: the tokens, the sign-in for sites, and their
// passes.
#include "daemon/session_watch.hpp"
#include "forward_browser.hpp"

#include <algorithm>

namespace walletauth::daemon {
namespace {

using std::chrono::seconds;

std::string member(const std::string &text, std::string_view name) {
    const auto document = json::Document::parse(text);
    const auto value = document ? document->root().find(name) : std::nullopt;
    return value ? std::string{value->text()} : "";
}

/// A user who has signed in on the page, and is in the site.
struct User {
    Browser browser;
    std::string cookie, access, refresh, pass;

    User() {
        browser.app = browser.another_app(solana_settings());
        const auto signed_in = sign_in_on_page(browser).response;
        cookie = cookie_in(signed_in, session_cookie);
        access = member(signed_in.body, "access_token");
        refresh = member(signed_in.body, "refresh_token");
        const auto first = browser.check("");
        const auto begun = browser.get("login.example", path_in(location_of(first)), cookie);
        pass = cookie_in(browser.finish(location_of(begun), cookie_in(first, browser_cookie)),
                         pass_cookie);
        EXPECT_FALSE(pass.empty());
        EXPECT_EQ(at_site(), 200);
    }
    static std::string path_in(const std::string &url) {
        return url.substr(std::string_view{"https://login.example"}.size());
    }
    [[nodiscard]] int at_site() { return browser.check(pass).status; }
    [[nodiscard]] int by_token() {
        HttpRequest request;
        request.method = "GET";
        request.path = "/v1/session";
        request.headers = {{"authorization", "Bearer " + access}};
        return browser.app->handle(request).status;
    }
    HttpResponse with_refresh(std::string path) {
        return post(browser, std::move(path), R"({"refresh_token":")" + refresh + "\"}", "");
    }
    HttpResponse leave() { return post(browser, "/forward/sign-out", "{}", cookie); }
    [[nodiscard]] bool is_known_to_page() {
        return browser.get("login.example", "/forward", cookie).body.contains("You are signed in");
    }
    void expect_all_over() {
        EXPECT_EQ(at_site(), 401);
        EXPECT_EQ(by_token(), 401);
        EXPECT_EQ(with_refresh("/v1/refresh").status, 401);
        EXPECT_FALSE(is_known_to_page());
    }
};

TEST(ForwardSignOut, ThePagesEndsAll) {
    User user, other;
    EXPECT_TRUE(user.is_known_to_page());
    EXPECT_EQ(user.by_token(), 200);
    EXPECT_EQ(user.leave().status, 204);
    EXPECT_TRUE(user.browser.audit.back().contains(R"("event":"sign_out")"));
    EXPECT_TRUE(user.browser.audit.back().contains(R"("outcome":"ended")"));
    // Who, and which of their sign-ins: as the line of the sign-in has it.
    for (const auto *name : {"sid", "subject", "account", "chain", "scheme", "form"})
        EXPECT_EQ(member(user.browser.audit.back(), name), member(user.browser.audit.front(), name))
            << name;
    EXPECT_NE(member(user.browser.audit.back(), "sid"), "");
    user.expect_all_over();
    EXPECT_EQ(other.at_site(), 200);
}

TEST(ForwardSignOut, TheTokensEndsAll) {
    User user;
    EXPECT_EQ(user.with_refresh("/v1/sign-out").status, 200);
    user.expect_all_over();
}

TEST(ForwardSignOut, AStolenTokenEndsAll) {
    User user;
    const auto first = user.refresh;
    for (int i = 0; i < 2; ++i)
        user.refresh = member(user.with_refresh("/v1/refresh").body, "refresh_token");
    user.browser.time += seconds{31};
    EXPECT_EQ(user.at_site(), 200);
    user.refresh = first;
    EXPECT_EQ(member(user.with_refresh("/v1/refresh").body, "code"), "refresh_reused");
    user.expect_all_over();
}

TEST(ForwardSignOut, AnotherDaemonSeesItWithinTenSeconds) {
    User user;
    const auto here = std::move(user.browser.app);
    const auto leave_here = [&] {
        HttpRequest request;
        request.method = "POST";
        request.path = "/forward/sign-out";
        request.body = "{}";
        request.headers = {{"content-type", "application/json"},
                           {"origin", "https://login.example"},
                           {"cookie", user.cookie}};
        return here->handle(request).status;
    };
    user.browser.app = user.browser.another_app(solana_settings());
    EXPECT_EQ(user.at_site(), 200);
    user.browser.time += seconds{1};
    EXPECT_EQ(leave_here(), 204);
    user.browser.time += seconds{8};
    EXPECT_EQ(user.at_site(), 200) << "what it knows is nine seconds old";
    user.browser.time += seconds{1};
    EXPECT_EQ(user.at_site(), 401);
    user.browser.app = user.browser.another_app(solana_settings());
    EXPECT_EQ(user.at_site(), 401) << "one that has never heard of the session asks first";
}

TEST(ForwardSignOut, TheStoreIsAskedOnceInTenSeconds) {
    User user;
    user.browser.store->found = 0;
    for (int second = 1; second <= 100; ++second) {
        user.browser.time = start + seconds{second};
        for (int i = 0; i < 10; ++i)
            EXPECT_EQ(user.at_site(), 200);
    }
    EXPECT_EQ(user.browser.store->found, 10);
}

TEST(ForwardSignOut, AStoreThatIsDownIsNotWaitedForAtEachRequest) {
    User user, gone;
    EXPECT_EQ(gone.leave().status, 204);
    for (auto *one : {&user, &gone}) {
        one->browser.store->down = true;
        one->browser.store->found = 0;
        one->browser.time += seconds{10};
        for (int i = 0; i < 100; ++i)
            EXPECT_EQ(one->at_site(), one == &user ? 200 : 401);
        EXPECT_EQ(one->browser.store->found, 1);
    }
    EXPECT_EQ(user.leave().status, 503) << "and nobody is told that he is out while he is not";
    user.browser.store->down = false;
    EXPECT_EQ(user.leave().status, 204);
    EXPECT_EQ(user.at_site(), 401);
}

TEST(ForwardSignOut, WhatAStoreMayHaveForgottenLetsNobodyIn) {
    User user;
    user.browser.store->name = "second";
    user.browser.time += seconds{10};
    EXPECT_EQ(user.at_site(), 401);
}

TEST(SessionWatch, ForgetsAndAsksAgain) {
    using Word = SessionWatch::Word;
    SessionWatch watch{4};
    const auto name = [](int i) { return "session " + std::to_string(i); };
    for (int i = 0; i < 1000; ++i) {
        EXPECT_EQ(watch.look(name(i), start), Word::ask);
        EXPECT_EQ(watch.learn(name(i), i % 2 == 0, start),
                  i % 2 == 0 ? Word::ended : Word::goes_on);
    }
    int known = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto word = watch.look(name(i), start);
        if (word == Word::ask) continue;
        EXPECT_EQ(word, i % 2 == 0 ? Word::ended : Word::goes_on);
        ++known;
    }
    EXPECT_GE(known, 1);
    EXPECT_LE(known, 4);
}

// One request asks the store; before the answer comes, the user signs out at this daemon.
TEST(SessionWatch, AnAnswerFromBeforeASignOutBringsNobodyBack) {
    using Word = SessionWatch::Word;
    SessionWatch watch;
    EXPECT_EQ(watch.look("a", start), Word::ask);
    EXPECT_EQ(watch.learn("a", true, start), Word::ended);
    EXPECT_EQ(watch.learn("a", false, start), Word::ended);
    EXPECT_EQ(watch.look("a", start), Word::ended);
}

TEST(SessionWatch, AClockThatIsSetBackKeepsNobodyIn) {
    using Word = SessionWatch::Word;
    SessionWatch watch;
    watch.learn("a", false, start + seconds{3600});
    EXPECT_EQ(watch.look("a", start), Word::ask);
    EXPECT_EQ(watch.look("a", start), Word::goes_on) << "another request asks now";
}

} // namespace
} // namespace walletauth::daemon

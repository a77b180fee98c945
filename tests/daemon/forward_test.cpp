// SPDX-License-Identifier: Apache-2.0
// Forward-auth where time, the store and the settings change. What strangers and hostile sites try
// is in forward/run, behind nginx.
#include "forward_browser.hpp"

namespace walletauth::daemon {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

TEST(Forward, PassEndsAndIsRenewedWithoutTheUser) {
    Browser browser;
    const auto pass = browser.enter();
    ASSERT_FALSE(pass.empty());
    EXPECT_EQ(browser.check(pass).status, 200);
    browser.time = start + seconds{119};
    EXPECT_EQ(browser.check(pass).status, 200);
    browser.time = start + seconds{120};
    EXPECT_EQ(browser.check(pass).status, 401);
    EXPECT_FALSE(browser.enter().empty());
}

TEST(Forward, PassEndsWithTheSignIn) {
    Browser browser;
    browser.time = browser.visitor.until - seconds{10};
    const auto pass = browser.enter();
    EXPECT_EQ(browser.check(pass).status, 200);
    browser.time = browser.visitor.until;
    EXPECT_EQ(browser.check(pass).status, 401);
    EXPECT_EQ(browser.begin(location_of(browser.check(""))).status, 200) << "the page";
}

TEST(Forward, CodeEnds) {
    Browser browser;
    const auto first = browser.check("");
    const auto secret = cookie_in(first, browser_cookie);
    const auto code = location_of(browser.begin(location_of(first)));
    browser.time = start + seconds{60};
    EXPECT_EQ(browser.finish(code, secret).status, 403);
    browser.time = start + seconds{59};
    EXPECT_EQ(browser.finish(code, secret).status, 303);
}

/// Each code that is taken costs the store an entry, and whoever has signed in gets new ones.
TEST(Forward, CodesOfOneClientAreCounted) {
    Browser browser;
    browser.app->replace(
        browser.parts(std::string{settings_text} + "[limits]\nrefreshes_per_minute = 3\n"));
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(browser.enter().empty()) << i;
    const auto first = browser.check("");
    const auto code = location_of(browser.begin(location_of(first)));
    const auto answer = browser.finish(code, cookie_in(first, browser_cookie));
    EXPECT_EQ(answer.status, 429);
    EXPECT_FALSE(cookie_in(answer, pass_cookie).starts_with(pass_cookie));
    const auto has_time = [](const auto &one) { return one.first == "Retry-After"; };
    EXPECT_TRUE(std::ranges::any_of(answer.headers, has_time));
}

TEST(Forward, RequestEnds) {
    Browser browser;
    const auto link = location_of(browser.check(""));
    browser.time = start + minutes{15}; // of a challenge 10, and 5
    EXPECT_EQ(browser.begin(link).status, 400);
    browser.time -= seconds{1};
    EXPECT_EQ(browser.begin(link).status, 303);
}

TEST(Forward, StoreThatIsDownLocksNobodyOutWhoIsIn) {
    Browser browser;
    const auto pass = browser.enter();
    const auto first = browser.check("");
    const auto secret = cookie_in(first, browser_cookie);
    const auto code = location_of(browser.begin(location_of(first)));
    browser.store->down = true;
    browser.store->asked = 0;
    EXPECT_EQ(browser.check(pass).status, 200);
    EXPECT_EQ(browser.store->asked, 0) << "a pass is bound to no generation of now";
    EXPECT_EQ(browser.begin(location_of(first)).status, 503);
    EXPECT_EQ(browser.finish(code, secret).status, 503);
    browser.store->down = false;
    EXPECT_EQ(browser.finish(code, secret).status, 303) << "it was not used up";
}

TEST(Forward, WhatAStoreMayHaveForgottenIsVoid) {
    Browser browser;
    const auto first = browser.check("");
    const auto code = location_of(browser.begin(location_of(first)));
    browser.store->name = "second";
    EXPECT_EQ(browser.finish(code, cookie_in(first, browser_cookie)).status, 403);
    EXPECT_EQ(browser.begin(location_of(first)).status, 200) << "the page: sign in anew";
}

TEST(Forward, ContractsWordIsNotGoodForHours) {
    Browser browser;
    browser.visitor.link = WA_LINK_CHAIN_STATE;
    browser.time = start + minutes{10} - seconds{10};
    EXPECT_FALSE(browser.enter().empty());
    browser.time += seconds{1};
    EXPECT_EQ(browser.begin(location_of(browser.check(""))).status, 200) << "the page";
    browser.visitor.link = WA_LINK_DERIVED;
    EXPECT_EQ(browser.begin(location_of(browser.check(""))).status, 303);
}

/// Signs in on the daemon's page, as somebody whose account the chain vouches for: what is sealed
/// says so, and is to be proven again.
Pass sign_in_by_contract(Browser &browser) {
    auto [response, request] = sign_in_on_page(browser);
    const auto cookie = cookie_in(response, session_cookie);
    EXPECT_FALSE(cookie.empty());
    auto session = read_pass(Sealer{browser.keys}
                                 .open({"forward session", "https://login.example", "", "first"},
                                       std::string_view{cookie}.substr(session_cookie.size() + 1))
                                 .value_or(""));
    EXPECT_TRUE(session);
    EXPECT_EQ(session->request, "") << "a key's word needs no second proof";
    session->visitor.link = WA_LINK_CHAIN_STATE;
    session->request = std::move(request);
    return *session;
}

TEST(Forward, ContractsWordIsProvenAgain) {
    Browser browser;
    browser.app->replace(browser.parts(solana_settings()));
    const auto session = sign_in_by_contract(browser);
    browser.time = start + minutes{30};
    const auto link = location_of(browser.check(""));
    const auto again = browser.begin(link, session);
    EXPECT_EQ(again.status, 303);
    const auto cookie = cookie_in(again, session_cookie);
    ASSERT_FALSE(cookie.empty()) << "it says when the chain was asked";
    auto changed = session;
    const auto at = changed.request.find("\"signature\":\"") + 20;
    changed.request[at] = changed.request[at] == 'A' ? 'B' : 'A';
    EXPECT_EQ(browser.begin(location_of(browser.check("")), changed).status, 200) << "the page";
    changed = session;
    changed.visitor.subject += 'x';
    EXPECT_EQ(browser.begin(location_of(browser.check("")), changed).status, 200) << "the page";
    changed = session;
    changed.client = "gone";
    EXPECT_EQ(browser.begin(location_of(browser.check("")), changed).status, 200) << "the page";
}

/// What the chain says no to is over, at sites as well.
TEST(Forward, WhatIsNotProvenAgainEndsTheSession) {
    Browser browser;
    browser.app->replace(browser.parts(solana_settings()));
    auto session = sign_in_by_contract(browser);
    const auto enter = [&](const Pass &as) {
        const auto first = browser.check("");
        const auto code = browser.begin(location_of(first), as);
        if (code.status != 303) return std::string{};
        const auto secret = cookie_in(first, browser_cookie);
        return cookie_in(browser.finish(location_of(code), secret), pass_cookie);
    };
    const auto pass = enter(session);
    EXPECT_EQ(browser.check(pass).status, 200);
    auto changed = session;
    changed.visitor.proven -= minutes{11};
    const auto at = changed.request.find("\"signature\":\"") + 20;
    changed.request[at] = changed.request[at] == 'A' ? 'B' : 'A';
    EXPECT_EQ(enter(changed), "");
    EXPECT_EQ(browser.check(pass).status, 401);
    EXPECT_EQ(enter(session), "") << "nor is there another pass";
    session.visitor.session = new_secret();
    EXPECT_EQ(browser.check(enter(session)).status, 200) << "another session is another matter";
}

/// Else the browser goes from the site to the daemon and back until it gives up.
TEST(Forward, NoPassIsGivenThatHasEnded) {
    Browser browser;
    browser.app->replace(browser.parts(solana_settings()));
    auto session = sign_in_by_contract(browser);
    for (int age = 580; age <= 610; ++age) {
        session.visitor.proven = browser.time - seconds{age};
        const auto first = browser.check("");
        const auto code = browser.begin(location_of(first), session);
        ASSERT_EQ(code.status, 303) << age;
        const auto secret = cookie_in(first, browser_cookie);
        browser.time += seconds{5}; // the way to the site
        const auto pass = cookie_in(browser.finish(location_of(code), secret), pass_cookie);
        EXPECT_EQ(browser.check(pass).status, 200) << age;
    }
}

/// A pass of what the chain has said ends when that is to be asked again.
TEST(Forward, PassIsNotGoodForLongerThanTheChainsWord) {
    Browser browser;
    for (const auto &[link, status] :
         {std::pair{WA_LINK_CHAIN_STATE, 401}, std::pair{WA_LINK_DERIVED, 200}}) {
        browser.visitor.link = link;
        browser.time = start + minutes{9} + seconds{50};
        const auto pass = browser.enter();
        browser.time = start + minutes{10} - seconds{1};
        EXPECT_EQ(browser.check(pass).status, 200);
        browser.time += seconds{1};
        EXPECT_EQ(browser.check(pass).status, status);
    }
}

/// A key that its owner has replaced still gives its account, where a client does not ask the chain
/// first. A site whose client does must not take that.
TEST(Forward, AWeakerClientsSignInIsNotTaken) {
    Browser browser;
    auto text = settings_text;
    text.replace(text.find("eip155:1"), 8, "near:mainnet");
    text.replace(text.find("eip4361"), 7, "nep413");
    const std::string key(64, 'a');
    browser.visitor.account = browser.visitor.subject = "near:mainnet:" + key;
    browser.visitor.chain = "near:mainnet";
    browser.visitor.scheme = browser.visitor.form = "nep413";
    const auto begin = [&] { return browser.begin(location_of(browser.check(""))).status; };
    browser.app->replace(browser.parts(text));
    EXPECT_EQ(begin(), 200) << "the page";
    browser.visitor.is_state_first = true;
    EXPECT_EQ(begin(), 303);
    const auto pass = browser.enter();
    EXPECT_EQ(browser.check(pass).status, 200);
    browser.visitor.is_state_first = false;
    auto weaker = text;
    weaker.replace(weaker.find("[[forward]]"), 0, "prefer_state = false\n");
    browser.app->replace(browser.parts(weaker));
    EXPECT_EQ(begin(), 303);
    const auto weak = browser.enter();
    EXPECT_EQ(browser.check(weak).status, 200);
    browser.app->replace(browser.parts(text));
    EXPECT_EQ(browser.check(weak).status, 401) << "by the present settings";
}

/// The same user has one subject at a site, whichever client signed him in.
TEST(Forward, SubjectIsThatOfTheSitesClient) {
    Browser browser;
    auto text = settings_text;
    text.replace(text.find("eip155:1"), 8, "eip155:10");
    const auto address = "0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A";
    browser.visitor.account = browser.visitor.subject = std::string{"eip155:10:"} + address;
    browser.visitor.chain = "eip155:10";
    browser.app->replace(browser.parts(text));
    const auto subject = [&](const std::string &pass) {
        return header_of(browser.check(pass), "X-Walletauth-Subject");
    };
    const auto pass = browser.enter();
    EXPECT_EQ(subject(pass), std::string{"eip155:10:"} + address);
    text.replace(text.find("[[forward]]"), 0, "home_chains = [\"eip155:1\"]\n");
    browser.app->replace(browser.parts(text));
    EXPECT_EQ(browser.check(pass).status, 401) << "by the present settings he is another user";
    EXPECT_EQ(subject(browser.enter()), std::string{"eip155:1:"} + address);
}

TEST(Forward, PresentSettingsHold) {
    for (const auto &[what, by] : std::vector<std::pair<std::string, std::string>>{
             {R"(["eip155:1"])", R"(["eip155:10"])"},
             {R"(["derived", "chain_state"])", R"(["chain_state"])"},
             {"life = 120", "subjects = [\"eip155:1:0xother\"]"},
             {"https://site.example", "https://another.example"}}) {
        Browser browser;
        const auto pass = browser.enter();
        const auto link = location_of(browser.check(""));
        auto text = settings_text;
        text.replace(text.find(what), what.size(), by);
        browser.app->replace(browser.parts(text));
        EXPECT_NE(browser.check(pass).status, 200) << by;
        EXPECT_NE(browser.begin(link).status, 303) << by;
    }
}

TEST(Forward, ChecksAreForTheInternalListener) {
    Browser browser;
    const auto pass = browser.enter();
    EXPECT_EQ(browser.get("a", "/forward/check?host=site.example", pass).status, 404);
}

TEST(Forward, SettingsSayWhatIsWrong) {
    const std::string head = "issuer = \"https://login.example\"\nplugins = \"x\"\n"
                             "[sign_in]\nchains = [\"eip155:1\"]\nforms = [\"eip4361\"]\n";
    const std::string good = "[[forward]]\norigin = \"https://site.example\"\n";
    for (const auto &[text, member, what] : std::vector<std::array<std::string, 3>>{
             {"[[forward]]\n", "forward.origin", "origin"},
             {"[[forward]]\norigin = \"site.example\"\n", "forward.origin", "origin"},
             {"[[forward]]\norigin = \"https://site.example/a\"\n", "forward.origin", "origin"},
             {"[[forward]]\norigin = \"http://site.example\"\n", "forward.origin", "TLS"},
             {"[[forward]]\norigin = \"https://login.example:8443\"\n", "forward.origin", "issuer"},
             {good + "[[forward]]\norigin = \"https://site.example:8443\"\n", "forward.origin",
              "two sites"},
             {good + "client = \"x\"\n", "forward.client", "no [[client]]"},
             {good + "subjects = []\n", "forward.subjects", "empty"},
             {good + "life = 5\n", "forward.life", "30"},
             {good + "path = \"/\"\n", "forward.path", "unknown"},
             {good + "client = \"a\"\n[[client]]\nid = \"a\"\norigins = [\"https://a.example\"]\n",
              "forward.client", "issuer"}}) {
        const auto settings = read_settings(head + text);
        ASSERT_FALSE(settings) << text;
        EXPECT_EQ(settings.error().member, member) << text;
        EXPECT_NE(settings.error().message().find(what), std::string::npos)
            << settings.error().message();
    }
    EXPECT_TRUE(read_settings(head + good));
    EXPECT_TRUE(read_settings(head + "[[forward]]\norigin = \"http://site.localhost:3000\"\n"));
}

} // namespace
} // namespace walletauth::daemon

// SPDX-License-Identifier: Apache-2.0
// Forward-auth where time, the store and the settings change. What strangers and hostile sites try
// is in forward/run, behind nginx.
#include "daemon/app.hpp"
#include "daemon/browser.hpp"
#include "daemon/forward_auth.hpp"

#include <walletauth/signin/memory_store.hpp>
#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

namespace walletauth::daemon {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr signin::Time start{seconds{1'768'478'400}};

class Store final : public signin::ReplayStore {
  public:
    signin::Consumed consume(std::string_view key, seconds ttl,
                             std::string_view value) noexcept override {
        if (down) return signin::Consumed::unavailable("it is down");
        auto consumed = memory_.consume(key, ttl, value);
        consumed.generation = name;
        return consumed;
    }
    signin::Found find(std::string_view key) noexcept override {
        if (down) return signin::Found::unavailable("it is down");
        auto found = memory_.find(key);
        found.generation = name;
        return found;
    }
    std::expected<std::string, std::string> generation() noexcept override {
        ++asked;
        if (down) return std::unexpected(std::string{"it is down"});
        return name;
    }
    bool down = false;
    int asked = 0;
    std::string name = "first";

  private:
    signin::MemoryStore memory_{signin::system_random()};
};

const std::string settings_text = R"(
issuer = "https://login.example"
plugins = ")" WALLETAUTH_PLUGINS R"("
[sign_in]
chains = ["eip155:1"]
forms = ["eip4361"]
accept = ["derived", "chain_state"]
[[forward]]
origin = "https://site.example"
life = 120
)";

std::string cookie_in(const HttpResponse &response, std::string_view name) {
    for (const auto &[key, value] : response.headers)
        if (key == "Set-Cookie" && value.starts_with(std::string{name} + '='))
            return value.substr(0, value.find(';'));
    return "";
}

std::string location_of(const HttpResponse &response) {
    for (const auto &[key, value] : response.headers)
        if (key == "Location") return value;
    return "";
}

/// One browser, whose user has signed in at `start` as somebody of `link`.
struct Browser {
    std::shared_ptr<const signin::KeyRing> keys =
        std::make_shared<const signin::KeyRing>(*signin::KeyRing::parse(
            "3 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"));
    std::shared_ptr<Store> store = std::make_shared<Store>();
    Lasting lasting{{}, "", "", store, keys, keys};
    signin::Time time = start;
    Visitor visitor{
        "eip155:1:0x9E02", "eip155:1:0x9E02", "eip155:1", "eip191", "eip4361",
        WA_LINK_DERIVED,   new_secret(),      start,      start,    start + std::chrono::hours{1}};
    std::unique_ptr<App> app;

    Browser() {
        AppOptions options;
        options.now = [this] { return time; };
        app = std::make_unique<App>(parts(settings_text), lasting, std::move(options));
    }
    std::shared_ptr<const Parts> parts(std::string_view text) {
        auto settings = read_settings(text);
        EXPECT_TRUE(settings) << settings.error().message();
        auto made = make_parts(*settings, lasting);
        EXPECT_TRUE(made) << made.error();
        return *made;
    }
    HttpResponse get(std::string_view host, std::string url, std::string cookies,
                     Side side = Side::open) {
        HttpRequest request;
        request.side = side;
        request.method = "GET";
        const auto mark = url.find('?');
        request.path = url.substr(0, mark);
        if (mark != std::string::npos) request.query = url.substr(mark + 1);
        request.headers = {{"host", std::string{host}}, {"cookie", std::move(cookies)}};
        return app->handle(request);
    }
    HttpResponse check(const std::string &cookies) {
        return get("a", "/forward/check?host=site.example", cookies, Side::internal);
    }
    HttpResponse begin(const std::string &link) {
        Pass pass{.visitor = visitor};
        pass.expires = visitor.until;
        return begin(link, pass);
    }
    HttpResponse begin(const std::string &link, const Pass &pass) {
        const auto session = Sealer{keys}.seal(
            {"forward session", "https://login.example", "", "first"}, pass_json(pass));
        return get("login.example", link.substr(std::string_view{"https://login.example"}.size()),
                   std::string{session_cookie} + '=' + session);
    }
    HttpResponse finish(const std::string &link, const std::string &secret) {
        return get("site.example", link.substr(std::string_view{"https://site.example"}.size()),
                   secret);
    }
    /// The cookie of the site, after all steps.
    std::string enter() {
        const auto first = check("");
        const auto secret = cookie_in(first, browser_cookie);
        return cookie_in(finish(location_of(begin(location_of(first))), secret), pass_cookie);
    }
};

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
    EXPECT_EQ(browser.store->asked, 0) << "a request to a site costs no access to the store";
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
    browser.time = start + minutes{10};
    EXPECT_FALSE(browser.enter().empty());
    browser.time += seconds{1};
    EXPECT_EQ(browser.begin(location_of(browser.check(""))).status, 200) << "the page";
    browser.visitor.link = WA_LINK_DERIVED;
    EXPECT_EQ(browser.begin(location_of(browser.check(""))).status, 303);
}

/// Signs in on the daemon's page with a key of Ed25519, as somebody whose account the chain vouches
/// for: what is sealed says so, and is to be proven again.
Pass sign_in_by_contract(Browser &browser, const std::string &chain) {
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_keypair(open.data(), secret.data());
    const auto ask = R"({"chain":")" + chain + R"(","scheme":"solana-message","account":")" +
                     encode_base58(open) + '"';
    const auto post = [&](std::string path, std::string body, std::string cookie) {
        HttpRequest request;
        request.method = "POST";
        request.path = std::move(path);
        request.body = std::move(body);
        request.headers = {{"content-type", "application/json"},
                           {"origin", "https://login.example"},
                           {"cookie", std::move(cookie)}};
        return browser.app->handle(request);
    };
    const auto made = post("/v1/challenge", ask + '}', "");
    const auto document = json::Document::parse(made.body);
    const auto message = document->root().find("message");
    const auto text = message->find("text")->text();
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr,
                         reinterpret_cast<const std::uint8_t *>(text.data()), text.size(),
                         secret.data());
    const auto request = ask + R"(,"form":"siws","message":)" + std::string{message->source()} +
                         R"(,"signature":")" + encode_base64(signature) + "\"}";
    const auto cookie = cookie_in(
        post("/v1/sign-in", request, cookie_in(made, "__Host-wa_challenge")), session_cookie);
    EXPECT_FALSE(cookie.empty());
    auto session = read_pass(Sealer{browser.keys}
                                 .open({"forward session", "https://login.example", "", "first"},
                                       std::string_view{cookie}.substr(session_cookie.size() + 1))
                                 .value_or(""));
    EXPECT_TRUE(session);
    EXPECT_EQ(session->request, "") << "a key's word needs no second proof";
    session->visitor.link = WA_LINK_CHAIN_STATE;
    session->request = request;
    return *session;
}

TEST(Forward, ContractsWordIsProvenAgain) {
    const std::string chain = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";
    auto text = settings_text;
    text.replace(text.find("eip155:1"), 8, chain);
    text.replace(text.find("eip4361"), 7, "siws");
    Browser browser;
    browser.app->replace(browser.parts(text));
    const auto session = sign_in_by_contract(browser, chain);
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

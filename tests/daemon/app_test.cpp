// SPDX-License-Identifier: Apache-2.0
// What the daemon answers, without a socket. The users who sign in are those of
// plugins/<chain>/tests/sign_in.json: texts and signatures of the chains' own libraries.
#include "daemon/app.hpp"
#include "daemon/problem.hpp"

#include <walletauth/signin/memory_store.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace walletauth::daemon {
namespace {

constexpr signin::Time now{std::chrono::seconds{1'768'478'400}}; // of tests/interop/sign-in.mjs

/// Remembers, and is of the generation that the texts were made for.
class NamedStore final : public signin::ReplayStore {
  public:
    signin::Consumed consume(std::string_view key, std::chrono::seconds ttl,
                             std::string_view value) noexcept override {
        if (down) return signin::Consumed::unavailable("it is down");
        auto consumed = memory_.consume(key, ttl, value);
        consumed.generation = "test";
        return consumed;
    }
    std::expected<std::string, std::string> generation() noexcept override {
        if (down) return std::unexpected(std::string{"it is down"});
        return std::string{"test"};
    }
    bool down = false;

  private:
    signin::MemoryStore memory_{signin::system_random()};
};

constexpr std::string_view settings_text = R"(
issuer = "https://login.example"
plugins = ")" WALLETAUTH_PLUGINS R"("
trusted_proxies = ["127.0.0.1"]
[sign_in]
chains = ["eip155:1", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "near:mainnet", "starknet:SN_MAIN"]
forms = ["eip4361", "siws", "nep413", "snip12"]
[limits]
challenges_per_minute = 100
sign_ins_per_minute = 100
[[client]]
id = "app"
domain = "app.example"
origins = ["https://app.example"]
native = true
[[client]]
id = "other"
domain = "other.example"
origins = ["https://other.example"]
)";

struct Service {
    std::shared_ptr<NamedStore> store = std::make_shared<NamedStore>();
    signin::Time time = now;
    std::vector<std::string> audit;
    std::unique_ptr<App> app;

    explicit Service(std::string_view text = settings_text) {
        const auto keys = std::make_shared<const signin::KeyRing>(*signin::KeyRing::parse(
            "3 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"));
        const Lasting lasting{{}, "", "", store, keys, keys};
        auto settings = read_settings(text);
        EXPECT_TRUE(settings) << settings.error().message();
        auto parts = make_parts(*settings, lasting);
        EXPECT_TRUE(parts) << parts.error();
        AppOptions options;
        options.now = [this] { return time; };
        options.audit = [this](const std::string &line) { audit.push_back(line); };
        app = std::make_unique<App>(*parts, lasting, std::move(options));
    }

    HttpResponse ask(std::string method, std::string path, std::string body = {},
                     std::vector<std::pair<std::string, std::string>> headers = {},
                     Side side = Side::open) {
        HttpRequest request;
        request.side = side;
        request.method = std::move(method);
        const auto mark = path.find('?');
        request.path = path.substr(0, mark);
        if (mark != std::string::npos) request.query = path.substr(mark + 1);
        if (!body.empty()) headers.emplace_back("content-type", "application/json");
        request.body = std::move(body);
        request.headers = std::move(headers);
        request.peer = "127.0.0.1";
        return app->handle(request);
    }
};

std::string member(const std::string &json, std::string_view name) {
    const auto document = json::Document::parse(json);
    const auto value = document ? document->root().find(name) : std::nullopt;
    return value
               ? std::string{value->kind() == json::Kind::string ? value->text() : value->source()}
               : "";
}

std::optional<std::string> header(const HttpResponse &response, std::string_view name) {
    for (const auto &[key, value] : response.headers)
        if (key == name) return value;
    return std::nullopt;
}

/// The requests of all chains, each for the client "app".
std::vector<std::string> users() {
    std::vector<std::string> all;
    for (const auto &chain : std::filesystem::directory_iterator(WALLETAUTH_SOURCE "/plugins")) {
        std::ifstream stream(chain.path() / "tests/sign_in.json");
        const std::string text{std::istreambuf_iterator<char>{stream}, {}};
        const auto document = json::Document::parse(text);
        for (std::size_t i = 0; document && i < document->root().size(); ++i) {
            const std::string request{document->root().at(i).find("request")->source()};
            all.push_back(R"({"client_id":"app",)" + request.substr(1));
        }
    }
    return all;
}

TEST(Daemon, UsersOfEachChainSignInOnce) {
    Service service;
    const auto all = users();
    ASSERT_GE(all.size(), 4U);
    for (const auto &user : all) {
        const auto first = service.ask("POST", "/v1/sign-in", user);
        ASSERT_EQ(first.status, 200) << first.body;
        EXPECT_EQ(header(first, "Cache-Control"), "no-store");
        EXPECT_EQ(member(first.body, "token_type"), "Bearer");
        const auto again = service.ask("POST", "/v1/sign-in", user);
        EXPECT_EQ(again.status, 401);
        EXPECT_EQ(again.content_type, "application/problem+json");
        EXPECT_EQ(member(again.body, "code"), "nonce_used");
        EXPECT_EQ(member(again.body, "status"), "401");
    }
    ASSERT_EQ(service.audit.size(), 2 * all.size());
    EXPECT_EQ(member(service.audit[0], "outcome"), "signed_in");
    EXPECT_EQ(service.audit[0].find("signature"), std::string::npos);
}

TEST(Daemon, TokenIsOfOneClientAndEnds) {
    Service service;
    const auto token =
        member(service.ask("POST", "/v1/sign-in", users().front()).body, "access_token");
    ASSERT_FALSE(token.empty());
    const auto session = [&](const std::string &query, const std::string &line) {
        return service.ask("GET", "/v1/session" + query, "", {{"authorization", line}});
    };
    const auto good = session("?client_id=app", "Bearer " + token);
    ASSERT_EQ(good.status, 200) << good.body;
    EXPECT_FALSE(member(good.body, "subject").empty());
    EXPECT_EQ(session("", "Bearer " + token).status, 401);
    EXPECT_EQ(session("?client_id=other", "Bearer " + token).status, 401);
    EXPECT_EQ(session("?client_id=app", "Basic " + token).status, 401);
    EXPECT_EQ(session("?client_id=app", "Bearer").status, 401);
    for (std::size_t i = 0; i < token.size(); i += 7) {
        auto changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_EQ(session("?client_id=app", "Bearer " + changed).status, 401) << i;
    }
    service.time = now + std::chrono::minutes{11};
    EXPECT_EQ(session("?client_id=app", "Bearer " + token).status, 401);
}

TEST(Daemon, ChallengeIsBoundToTheBrowser) {
    Service service;
    const std::string ask = R"({"client_id":"app","chain":"eip155:1","scheme":"eip191",)"
                            R"("account":"0x9E026AC3A6E53A66f6fD14e9BFAf93882A958B14"})";
    const std::pair<std::string, std::string> origin{"origin", "https://app.example"};
    const auto first = service.ask("POST", "/v1/challenge", ask, {origin});
    ASSERT_EQ(first.status, 200) << first.body;
    const auto cookie = header(first, "Set-Cookie").value_or("");
    EXPECT_TRUE(cookie.starts_with("__Host-wa_challenge=")) << cookie;
    for (const auto *word : {"Path=/;", "Secure", "HttpOnly", "SameSite=Lax"})
        EXPECT_NE(cookie.find(word), std::string::npos) << word;
    EXPECT_EQ(header(first, "Access-Control-Allow-Origin"), "https://app.example");
    EXPECT_EQ(header(first, "Vary"), "Origin");
    // A second tab gets the same cookie; one that others could have planted is not taken.
    const auto value = cookie.substr(0, cookie.find(';'));
    EXPECT_EQ(
        header(service.ask("POST", "/v1/challenge", ask, {origin, {"cookie", value}}), "Set-Cookie")
            ->substr(0, value.size()),
        value);
    const auto planted = service.ask("POST", "/v1/challenge", ask,
                                     {origin, {"cookie", "__Host-wa_challenge=short"}});
    EXPECT_EQ(header(planted, "Set-Cookie")->find("short"), std::string::npos);
    const auto twice =
        service.ask("POST", "/v1/challenge", ask, {origin, {"cookie", value + "; " + value}});
    EXPECT_NE(header(twice, "Set-Cookie")->substr(0, value.size()), value);
    // Without a page there is no cookie.
    EXPECT_FALSE(header(service.ask("POST", "/v1/challenge", ask), "Set-Cookie"));
}

TEST(Daemon, PagesOfOthersAreRefused) {
    Service service;
    const std::string ask = R"({"client_id":"app","chain":"eip155:1","scheme":"eip191"})";
    for (const auto *origin : {"https://evil.example", "null", "https://other.example",
                               "https://app.example:8443", "http://app.example"}) {
        const auto response = service.ask("POST", "/v1/challenge", ask, {{"origin", origin}});
        EXPECT_EQ(response.status, 403) << origin;
        EXPECT_EQ(member(response.body, "code"), "origin");
    }
    EXPECT_FALSE(
        header(service.ask("POST", "/v1/challenge", ask, {{"origin", "https://evil.example"}}),
               "Access-Control-Allow-Origin"));
    const auto two =
        service.ask("POST", "/v1/challenge", ask,
                    {{"origin", "https://app.example"}, {"origin", "https://evil.example"}});
    EXPECT_EQ(two.status, 403);
    const auto preflight =
        service.ask("OPTIONS", "/v1/challenge", "", {{"origin", "https://app.example"}});
    EXPECT_EQ(preflight.status, 204);
    EXPECT_EQ(header(preflight, "Access-Control-Allow-Methods"), "POST");
}

TEST(Daemon, RoutesAreOfTheirListener) {
    Service service;
    const auto expect = [&](int status, const char *method, const char *path, Side side,
                            const char *body = "") {
        EXPECT_EQ(service.ask(method, path, body, {}, side).status, status)
            << method << ' ' << path;
    };
    expect(200, "GET", "/healthz", Side::open);
    expect(200, "HEAD", "/healthz", Side::open);
    expect(200, "GET", "/readyz", Side::open);
    expect(200, "GET", "/v1/schemes", Side::open);
    expect(404, "GET", "/metrics", Side::open);
    expect(200, "GET", "/metrics", Side::internal);
    expect(404, "POST", "/v1/verify", Side::open, "{}");
    expect(200, "POST", "/v1/verify", Side::internal, "{}");
    expect(404, "GET", "/", Side::open);
    expect(404, "GET", "/v1/schemes/", Side::open);
    expect(404, "GET", "/V1/schemes", Side::open);
    const auto wrong = service.ask("GET", "/v1/challenge");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(header(wrong, "Allow"), "POST, OPTIONS");
    EXPECT_EQ(service.ask("POST", "/v1/challenge").status, 415); // no content type
    EXPECT_EQ(App::body_limit(Side::open, "POST", "/v1/verify"), 0U);
    EXPECT_EQ(App::body_limit(Side::internal, "POST", "/v1/verify"), std::size_t{4} << 20);
    EXPECT_EQ(App::body_limit(Side::open, "POST", "/v1/sign-in"), std::size_t{64} << 10);
}

TEST(Daemon, BadRequestsAreNamed) {
    Service service;
    for (
        const auto &[body, code] : std::vector<std::pair<std::string, std::string>>{
            {"{", "request"},
            {"[]", "request"},
            {R"({"client_id":1})", "request"},
            {R"({"client_id":"x"})", "client"},
            {R"({"client_id":"app","client_id":"app"})", "request"},
            {R"({"client_id":"app"})", "request"},
            {R"({"client_id":"app","chain":"eip155:1","scheme":"eip191","form":"eip4361","service":{"accept":["chain_state"]}})",
             "request"}}) {
        const auto response = service.ask("POST", "/v1/sign-in", body);
        EXPECT_EQ(response.status / 100, 4) << body;
        EXPECT_EQ(member(response.body, "code"), code) << response.body;
        EXPECT_FALSE(member(response.body, "detail").empty()) << response.body;
    }
}

TEST(Daemon, StoreThatIsDownIsNoRefusal) {
    Service service;
    service.store->down = true;
    EXPECT_EQ(service.ask("GET", "/readyz").status, 503);
    EXPECT_EQ(service.ask("GET", "/healthz").status, 200);
    const auto user = users().front();
    const auto response = service.ask("POST", "/v1/sign-in", user);
    EXPECT_EQ(response.status, 503) << response.body;
    EXPECT_TRUE(header(response, "Retry-After"));
    service.store->down = false;
    service.time += std::chrono::seconds{1}; // it is asked once a second
    const auto back = service.ask("POST", "/v1/sign-in", user);
    EXPECT_EQ(back.status, 200) << "the nonce was not burnt: " << back.body;
}

TEST(Daemon, CountsClientsBehindItsProxyAlone) {
    std::string text{settings_text};
    text.replace(text.find("challenges_per_minute = 100"), 27, "challenges_per_minute = 2");
    Service service{text};
    const std::string ask = R"({"client_id":"app","chain":"eip155:1","scheme":"eip191",)"
                            R"("account":"0x9E026AC3A6E53A66f6fD14e9BFAf93882A958B14"})";
    const auto from = [&](const char *list) {
        return service.ask("POST", "/v1/challenge", ask, {{"x-forwarded-for", list}}).status;
    };
    EXPECT_EQ(from("192.0.2.1"), 200);
    EXPECT_EQ(from("203.0.113.9, 192.0.2.200"), 200) << "what a client wrote is not looked at";
    const auto third =
        service.ask("POST", "/v1/challenge", ask, {{"x-forwarded-for", "198.51.100.7, 192.0.2.3"}});
    EXPECT_EQ(third.status, 429) << "one /24 is one client";
    EXPECT_TRUE(header(third, "Retry-After"));
    EXPECT_EQ(from("192.0.3.1"), 200) << "another client is not held up";
}

TEST(Settings, SayWhatIsWrong) {
    for (const auto &[text, member, what] : std::vector<std::array<std::string, 3>>{
             {"", "issuer", "origin"},
             {"issuer = \"https://a.example/\"\nplugins = \"x\"", "issuer", "origin"},
             {"issuer = \"https://A.example\"\nplugins = \"x\"", "issuer", "origin"},
             {"issuer = \"https://a.example\"", "plugins", "missing"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\nport = 1", "port",
              "unknown member"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[store]\nkind = \"disk\"",
              "store.kind", "memory"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[store]\nkind = \"sqlite\"",
              "store.path", "path"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[store]\nkind = \"sqlite\"\npath = "
              "\"y\"",
              "keys", "outlives"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[keys]\nnonce = \"y\"", "keys",
              "memory"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[sign_in]\naccept = []",
              "sign_in.accept", "empty"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[sign_in]\naccept = [\"all\"]",
              "sign_in.accept", "derived"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[[client]]\norigins = "
              "[\"a.example\"]",
              "client.origins", "origin"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[[client]]\nid = "
              "\"a\"\n[[client]]\nid = \"a\"",
              "client.id", "two"}}) {
        const auto settings = read_settings(text);
        ASSERT_FALSE(settings) << text;
        EXPECT_EQ(settings.error().member, member) << text;
        EXPECT_NE(settings.error().message().find(what), std::string::npos)
            << settings.error().message();
    }
}

TEST(TrustedProxies, AreAddressesAndNetworks) {
    const auto client = [](const std::vector<std::string> &proxies, const char *peer,
                           const char *list) {
        HttpRequest request;
        request.peer = peer;
        request.headers.emplace_back("x-forwarded-for", list);
        return TrustedProxies::parse(proxies)->client_of(request);
    };
    EXPECT_EQ(client({}, "192.0.2.1", "198.51.100.1"), "192.0.2.1");
    EXPECT_EQ(client({"10.0.0.0/8"}, "10.1.2.3", "198.51.100.1"), "198.51.100.1");
    EXPECT_EQ(client({"10.0.0.0/8"}, "11.1.2.3", "198.51.100.1"), "11.1.2.3");
    EXPECT_EQ(client({"10.0.0.0/8"}, "10.1.2.3", "198.51.100.1, 10.9.9.9"), "198.51.100.1");
    EXPECT_EQ(client({"10.0.0.0/8"}, "10.1.2.3", "rubbish"), "10.1.2.3");
    EXPECT_EQ(client({"unix"}, "", "198.51.100.1"), "198.51.100.1");
    EXPECT_EQ(client({"2001:db8::/32"}, "2001:db8::1", "2001:db9::1"), "2001:db9::1");
    for (const auto *text :
         {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "2001:db8::/129", "localhost", "10.0.0.0/-1"})
        EXPECT_FALSE(TrustedProxies::parse({text})) << text;
    EXPECT_EQ(prefix_of("192.0.2.77"), "192.0.2.0/24");
    EXPECT_EQ(prefix_of("2001:db8:1:2ff::1"), "2001:db8:1:200::/56");
    EXPECT_EQ(prefix_of(""), "");
}

} // namespace
} // namespace walletauth::daemon

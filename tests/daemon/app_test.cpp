// SPDX-License-Identifier: Apache-2.0
// What the daemon answers, without a socket.
#include "service.hpp"

#include "daemon/browser.hpp"
#include "daemon/problem.hpp"
#include "daemon/random.hpp"

#include <mutex>
#include <regex>
#include <set>
#include <thread>

namespace walletauth::daemon {
namespace {

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
    // RFC 3986, 6.2.2.2, and RFC 9110, 11.1: the same client and the same scheme.
    EXPECT_EQ(session("?client_id=%61p%70", "Bearer " + token).status, 200);
    EXPECT_EQ(session("?client_id=app", "bearer " + token).status, 200);
    EXPECT_EQ(session("?client_id=%61p%7", "Bearer " + token).status, 401);
    EXPECT_EQ(session("?client_id=%2561pp", "Bearer " + token).status, 401);
    EXPECT_EQ(session("?client_id=app&client_id=app", "Bearer " + token).status, 401);
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

/// A browser sends no SameSite=Lax cookie with what a page of another site fetches (RFC 6265bis,
/// 5.5). Whoever wrote the page must read what is missing, and what to do.
TEST(Daemon, PageWithoutTheCookieIsToldWhatToDo) {
    Service service;
    const std::pair<std::string, std::string> origin{"origin", "https://app.example"};
    const auto refused = service.ask("POST", "/v1/sign-in", users().front(), {origin});
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(member(refused.body, "code"), "channel");
    const auto detail = member(refused.body, "detail");
    for (const auto *word :
         {"cookie", "credentials", "another site", "code_challenge", "code_verifier"})
        EXPECT_NE(detail.find(word), std::string::npos) << word << ": " << detail;
    // The cure: RFC 7636, appendix B. No cookie is set then.
    const auto made =
        service.ask("POST", "/v1/challenge",
                    R"({"client_id":"app","chain":"eip155:1","scheme":"eip191",)"
                    R"("account":"0x9E026AC3A6E53A66f6fD14e9BFAf93882A958B14",)"
                    R"("code_challenge":"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"})",
                    {origin});
    EXPECT_EQ(made.status, 200) << made.body;
    EXPECT_FALSE(header(made, "Set-Cookie"));
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
    // Where files lie is for the operator.
    const auto seen = [&](Side side) {
        return service.ask("GET", "/v1/schemes", "", {}, side).body;
    };
    EXPECT_NE(seen(Side::internal).find(WALLETAUTH_PLUGINS), std::string::npos);
    for (const std::string_view text : {WALLETAUTH_PLUGINS, ".so\"", "\"sha256\"", "/lib"})
        EXPECT_EQ(seen(Side::open).find(text), std::string::npos) << text;
    EXPECT_NE(seen(Side::open).find("\"id\":\"eip191\""), std::string::npos);
    const auto wrong = service.ask("GET", "/v1/challenge");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(header(wrong, "Allow"), "POST, OPTIONS");
    EXPECT_EQ(service.ask("POST", "/v1/challenge").status, 415); // no content type
    EXPECT_EQ(App::body_limit(Side::open, "POST", "/v1/verify"), std::size_t{64} << 10); // a 404
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
        EXPECT_FALSE(member(response.body, "detail").starts_with(':')) << response.body;
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

/// What a store or a node says may name paths and hosts: strangers read fixed words, and the
/// operator finds the rest by the request's id.
TEST(Daemon, FailuresOfTheServiceAreToldToItsOperatorAlone) {
    Service service;
    service.store->down = true;
    std::vector<HttpResponse> answers;
    for (const auto *path : {"/readyz", "/v1/session"})
        answers.push_back(service.ask("GET", path, "", {{"authorization", "Bearer x"}}));
    answers.push_back(service.ask("POST", "/v1/sign-in", users().front()));
    answers.push_back(service.ask("POST", "/v1/challenge",
                                  R"({"client_id":"app","chain":"eip155:1","scheme":"eip191"})"));
    static const std::regex uuid{
        "urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})"};
    ASSERT_EQ(service.log.size(), answers.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto &answer = answers[i];
        EXPECT_EQ(answer.status, 503) << answer.body;
        EXPECT_EQ(answer.body.find("used.db"), std::string::npos) << answer.body;
        EXPECT_EQ(answer.body.find("internal"), std::string::npos) << answer.body;
        EXPECT_FALSE(member(answer.body, "detail").empty()) << answer.body;
        const auto instance = member(answer.body, "instance");
        std::smatch id;
        ASSERT_TRUE(std::regex_match(instance, id, uuid)) << answer.body;
        EXPECT_NE(service.log[i].find(id[1]), std::string::npos) << service.log[i];
        EXPECT_NE(service.log[i].find("/var/lib/used.db"), std::string::npos) << service.log[i];
    }
    const auto nodes = problem_of({.check = "evidence",
                                   .code = "evidence",
                                   .status = WA_ERROR_EVIDENCE,
                                   .detail = "http://node.internal:8545 says \"no\"",
                                   .retry_ticket = "T"});
    EXPECT_EQ(nodes.status, 503);
    EXPECT_EQ(nodes.body.find("internal"), std::string::npos) << nodes.body;
    EXPECT_NE(member(nodes.body, "detail").find("retry_ticket"), std::string::npos);
    EXPECT_EQ(nodes.cause, "http://node.internal:8545 says \"no\"");
    // That of a sign-in is in its audit line, too.
    ASSERT_EQ(service.audit.size(), 1U);
    EXPECT_EQ("urn:uuid:" + member(service.audit[0], "request"),
              member(answers[2].body, "instance"));
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

/// A member that is missing is another fault than one that says what nobody has.
TEST(Daemon, ChallengeWithoutItsChainOrSchemeIsNotWellFormed) {
    Service service;
    for (const auto &[body, name] : std::vector<std::pair<std::string, std::string>>{
             {R"({"client_id":"app","scheme":"eip191"})", "chain"},
             {R"({"client_id":"app","chain":"eip155:1"})", "scheme"},
             {R"({"client_id":"app"})", "chain"}}) {
        const auto answer = service.ask("POST", "/v1/challenge", body);
        EXPECT_EQ(answer.status, 400) << answer.body;
        EXPECT_EQ(member(answer.body, "detail"), name + " is missing");
    }
}

/// A good token may be shown as often as one likes, and each time the store is asked.
TEST(Daemon, CountsQuestionsForASessionButForItsOwnMachines) {
    std::string text{settings_text};
    text.replace(text.find("[limits]"), 8, "[limits]\nsessions_per_minute = 2");
    Service service{text};
    const auto ask = [&](Side side) {
        return service
            .ask("GET", "/v1/session", "",
                 {{"x-forwarded-for", "192.0.2.1"}, {"authorization", "Bearer x"}}, side)
            .status;
    };
    EXPECT_EQ(ask(Side::open), 401);
    EXPECT_EQ(ask(Side::open), 401);
    EXPECT_EQ(ask(Side::open), 429);
    EXPECT_EQ(ask(Side::internal), 401);
}

/// Strangers may ask as often as they like, and the store is asked once a second.
TEST(Daemon, StoreIsAskedOnceASecondWhetherItIsThere) {
    Service service;
    EXPECT_EQ(service.ask("GET", "/readyz").status, 200);
    service.store->down = true;
    EXPECT_EQ(service.ask("GET", "/readyz").status, 200) << "what it said in this second";
    service.time += std::chrono::seconds{1};
    EXPECT_EQ(service.ask("GET", "/readyz").status, 503);
    service.store->down = false;
    EXPECT_EQ(service.ask("GET", "/readyz").status, 503);
    service.time += std::chrono::seconds{1};
    EXPECT_EQ(service.ask("GET", "/readyz").status, 200);
}

/// Nodes count their questions by the same name, whatever the path: one /24 or /56 is one client.
TEST(Daemon, NodesAreAskedForOneClientWhateverThePath) {
    std::string text{settings_text};
    text.insert(text.find("chains = "), "accept = [\"derived\", \"chain_state\"]\n");
    Service service{text};
    const std::pair<std::string, std::string> from{"x-forwarded-for", "192.0.2.77"};
    (void)service.ask("POST", "/v1/verify", "{}", {from}, Side::internal);
    (void)service.ask("POST", "/v1/sign-in", users().front(), {from});
    EXPECT_EQ(service.asked, (std::vector<std::string>{"192.0.2.0/24", "192.0.2.0/24"}));
}

/// A daemon whose operator takes derived keys alone has nothing to ask a node: not for verify.
TEST(Daemon, VerifyAsksNoNodeWhereTheChainMayNotBeAsked) {
    Service service;
    (void)service.ask("POST", "/v1/verify", users().front(), {}, Side::internal);
    EXPECT_EQ(service.asked, std::vector<std::string>{});
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
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[sign_in]\nchains = [\"a:b\"]\n"
              "forms = [\"x\"]\n[[client]]\nid = \"a\"\n[[client]]\nid = \"a\"",
              "client.id", "two"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\ntrusted_proxies = [\"all\"]",
              "trusted_proxies", "line 3"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[sign_in]\nhome_chains = "
              "[\"eip155\"]",
              "sign_in.home_chains", "found eip155"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[sign_in]\nhome_chains = "
              "[\"a12:1\", \"a12:2\"]",
              "sign_in.home_chains", "found a12:2"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[sign_in]\nforms = []",
              "sign_in.forms", "line 4: it is empty"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[[client]]\nid = \"a\"",
              "client.chains", "nobody could sign in"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[sign_in]\nchains = "
              "[\"a:b\"]\nforms = [\"x\"]\n[[client]]\ndomain = \"a.example/path\"",
              "client.domain", "line 7"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[session]\nlife = 2592001",
              "session.life", "line 4: 2592001, expected 60 to 2592000"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[session]\nlife = 100\nidle = 101",
              "session.idle", "line 5: 101, expected 60 to 100"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[store]\npath = \"y\"",
              "store.path", "line 4: a store of kind memory does not use it"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[store]\nkind = "
              "\"redis\"\nconnection = \"y\"",
              "store.connection", "line 5: a store of kind redis does not use it"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[store]\nkind = "
              "\"sqlite\"\npath = \"y\"\nport = 1",
              "store.port", "line 6: a store of kind sqlite does not use it"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[store]\nkind = "
              "\"postgresql\"\nconnection = \"y\"\nhost = \"z\"",
              "store.host", "line 6: a store of kind postgresql does not use it"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[store]\nkind = "
              "\"redis\"\npath = \"y\"\nport = 1",
              "store.port", "line 6: `path` names a Unix socket"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[store]\nkind = "
              "\"redis\"\npassword = \"y\"",
              "store.password", "line 5: unknown member"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[store]\nkind = "
              "\"redis\"\nuser = \"y\"",
              "store.user", "password_file"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[store]\nkind = "
              "\"sqlite\"\npath = \"y\"\npassword_file = \"z\"",
              "store.password_file", "line 6: a store of kind sqlite does not use it"},
             {"issuer = \"https://a.example\"\nplugins = \"x\"\n[[client]]\nnames = 1",
              "client.names", "line 4: unknown member"}}) {
        const auto settings = read_settings(text);
        ASSERT_FALSE(settings) << text;
        EXPECT_EQ(settings.error().member, member) << text;
        EXPECT_NE(settings.error().message().find(what), std::string::npos)
            << settings.error().message();
    }
}

/// Names that only plugins know are judged when they are loaded, and said by member and line, too.
TEST(Settings, SayWhichNameNoPluginHas) {
    const Service service;
    for (const auto &[chains, forms, what] : std::vector<std::array<std::string, 3>>{
             {"eip155:1", "eip4362",
              "client.forms: line 6: no loaded plugin has the form "
              "\"eip4362\", expected "},
             {"eip155:1", "EIP4361", "client.forms: line 6"},
             {"eip156:1", "eip4361",
              "client.chains: line 5: no loaded plugin has the chain "
              "\"eip156:1\""},
             // CAIP-2 allows it; EIP-155's number has no leading zeros.
             {"eip155:01", "eip4361",
              "client.chains: line 5: no loaded plugin has the chain \"eip155:01\": "},
             {"eip155", "eip4361", "client.chains: line 5"}}) {
        auto settings = read_settings(
            "issuer = \"https://a.example\"\nplugins = \"" + std::string{WALLETAUTH_PLUGINS} +
            "\"\n\n[[client]]\nchains = [\"" + chains + "\"]\nforms = [\"" + forms + "\"]\n");
        ASSERT_TRUE(settings) << settings.error().message();
        const auto parts = make_parts(std::move(*settings), service.app->lasting(), plugins());
        ASSERT_FALSE(parts) << forms;
        EXPECT_TRUE(parts.error().starts_with(what)) << parts.error();
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

TEST(RandomBytes, AreGivenAwayOnce) {
    constexpr std::size_t each = 1000;
    std::set<std::string> given;
    std::mutex mutex;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (std::size_t number = 0; number < each; ++number) {
                    const std::scoped_lock lock(mutex);
                    given.insert(new_secret());
                    given.insert(new_request_id());
                }
            });
    }
    EXPECT_EQ(given.size(), 4 * 2 * each);
    // More than is kept, and odd sizes: all of it is filled.
    for (const std::size_t size : {511, 512, 513, 5000}) {
        std::vector<std::uint8_t> bytes(size);
        random_bytes(bytes);
        EXPECT_LT(std::ranges::count(bytes, 0), static_cast<std::ptrdiff_t>(size / 16));
    }
}

} // namespace
} // namespace walletauth::daemon

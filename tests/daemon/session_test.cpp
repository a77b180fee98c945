// SPDX-License-Identifier: Apache-2.0
// Sessions: refresh, sign-out, and what ends one. The rules are those of docs/daemon.md.
#include "service.hpp"

#include "daemon/seal.hpp"
#include "daemon/signing.hpp"

#include <walletauth/text/base64.hpp>

#include <atomic>
#include <latch>
#include <set>
#include <thread>
#include <unistd.h>

namespace walletauth::daemon {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;

class Sessions : public testing::Test {
  protected:
    HttpResponse refresh(const std::string &token, const std::string &client = "app") {
        return post("/v1/refresh", token, client);
    }
    HttpResponse sign_out(const std::string &token) { return post("/v1/sign-out", token, "app"); }
    HttpResponse post(const std::string &path, const std::string &token,
                      const std::string &client) {
        return service.ask("POST", path,
                           R"({"client_id":")" + client + R"(","refresh_token":")" + token + "\"}");
    }
    std::string sign_in(const std::string &user) {
        const auto answer = service.ask("POST", "/v1/sign-in", user);
        EXPECT_EQ(answer.status, 200) << answer.body;
        access = member(answer.body, "access_token");
        return member(answer.body, "refresh_token");
    }
    int session(const std::string &token) {
        return service
            .ask("GET", "/v1/session?client_id=app", "", {{"authorization", "Bearer " + token}})
            .status;
    }
    /// What a refresh must answer: the new token; "" and a failure if it is refused.
    std::string next(const std::string &token) {
        const auto answer = refresh(token);
        EXPECT_EQ(answer.status, 200) << answer.body;
        access = member(answer.body, "access_token");
        return member(answer.body, "refresh_token");
    }
    std::string code(const HttpResponse &answer) { return member(answer.body, "code"); }

    Service service;
    std::string access;
};

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

/// Says of NEAR's access key what nearcore does (docs.near.org, RPC: access keys).
class NearNode final : public EvidenceSource {
  public:
    explicit NearNode(const std::string &state) : state_(state) {}
    std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view, std::span<const std::string> queries, Deadline) override {
        if (state_ == "down") return std::unexpected(std::string{"http://node.internal: no"});
        const EvidenceAnswer there{
            R"({"block_hash":"B1","block_height":8,"nonce":1,"permission":"FullAccess"})"};
        const EvidenceAnswer gone{
            R"({"cause":{"name":"UNKNOWN_ACCESS_KEY","info":{"block_hash":"B1","block_height":8}}})",
            WA_EVIDENCE_ERROR};
        const EvidenceAnswer account{
            R"({"block_hash":"B1","block_height":8,"amount":"1","code_hash":"1"})"};
        std::vector<EvidenceAnswer> all;
        for (const auto &query : queries)
            all.push_back(query.find("view_access_key") == std::string::npos ? account
                          : state_ == "gone"                                 ? gone
                                                                             : there);
        return all;
    }

  private:
    const std::string &state_;
};

/// NEAR's user is asked for at a node.
class ChainService : public Sessions {
  protected:
    ChainService() {
        std::string text{settings_text};
        text.replace(text.find("[limits]"), 8, "[limits]\nevidence_per_minute = 3");
        text.replace(text.find("[sign_in]"), 9,
                     "[sign_in]\naccept = [\"derived\", \"chain_state\"]");
        service.app->replace(*make_parts(*read_settings(text), service.app->lasting(), plugins()));
        service.nodes = [this] { return std::make_unique<NearNode>(state); };
        for (const auto &user : users())
            if (member(user, "chain") == "near:mainnet") owned = user;
    }
    std::string state = "there";
    std::string owned;
};

/// A ticket is good once and for ten minutes; the session that it began lives on.
TEST_F(ChainService, SignInWithATicketCanBeRefreshed) {
    state = "down";
    const auto down = service.ask("POST", "/v1/sign-in", owned);
    ASSERT_EQ(down.status, 503) << down.body;
    const auto ticket = member(down.body, "retry_ticket");
    ASSERT_FALSE(ticket.empty()) << down.body;
    state = "there";
    const auto request = R"({"retry_ticket":")" + ticket + "\"," + owned.substr(1);
    const auto first = sign_in(request);
    EXPECT_EQ(code(service.ask("POST", "/v1/sign-in", request)), "ticket_used");
    service.time += minutes{20}; // longer than a ticket lives
    const auto second = next(first);
    EXPECT_EQ(session(access), 200);
    state = "gone";
    service.time += days{1};
    EXPECT_EQ(refresh(second).status, 401) << "the key was taken from the account";
}

class ChainSessions : public ChainService {
  protected:
    ChainSessions() : token(sign_in(owned)) {}
    /// Sends the text of the account's owner again, from some address.
    HttpResponse send_from(const std::string &address) {
        return service.ask("POST", "/v1/sign-in", owned, {{"x-forwarded-for", address}});
    }
    std::string token;
};

/// A stranger who sends texts of somebody else's account spends what is his own: the owner's
/// address and the sessions have their shares. A nonce that was used is judged after the budget.
TEST_F(ChainSessions, StrangerSpendsHisOwnEvidenceAlone) {
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(code(send_from("192.0.2.1")), "nonce_used") << i;
    const auto spent = send_from("192.0.2.200");
    EXPECT_EQ(spent.status, 429) << "one /24 is one client: " << spent.body;
    EXPECT_EQ(member(spent.body, "check"), "evidence_budget");
    EXPECT_TRUE(header(spent, "Retry-After"));
    EXPECT_EQ(code(send_from("198.51.100.1")), "nonce_used") << "the owner's is his own";
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(code(send_from("127.0.0.1")), "nonce_used") << "one was taken by the sign-in";
    EXPECT_EQ(send_from("127.0.0.1").status, 429);
    EXPECT_EQ(refresh(token).status, 200) << "sessions have a share that sign-ins can't use";
    EXPECT_EQ(service.asked.back(), "again 127.0.0.0/24");
}

/// Whoever keeps nodes busy with an account keeps no one else from it.
TEST(EvidenceLimits, AccountThatIsAskedForIsNotClosedToItsOwner) {
    using Use = EvidenceLimits::Use;
    constexpr seconds none{0};
    EvidenceLimits limits{100};
    const auto take = [](EvidenceLimits::Turn &turn) { return turn.take("app", "a:b:alice"); };
    EvidenceLimits::Turn first{limits, "stranger", Use::sign_in};
    EXPECT_EQ(take(first), none);
    {
        EvidenceLimits::Turn second{limits, "stranger", Use::sign_in};
        EXPECT_EQ(take(second), none);
        EvidenceLimits::Turn third{limits, "stranger", Use::sign_in};
        EXPECT_GT(take(third), none);
        EXPECT_EQ(third.take("app", "a:b:bob"), none) << "another account is another matter";
        EvidenceLimits::Turn owner{limits, "owner", Use::sign_in};
        EXPECT_EQ(take(owner), none);
        EvidenceLimits::Turn again{limits, "owner", Use::sign_in};
        EXPECT_GT(take(again), none);
    }
    EvidenceLimits::Turn later{limits, "stranger", Use::sign_in};
    EXPECT_EQ(take(later), none) << "those that ended are under way no more";
}

std::vector<std::unique_ptr<EvidenceLimits::Turn>> turns(EvidenceLimits &limits,
                                                         std::string_view account,
                                                         std::size_t count) {
    std::vector<std::unique_ptr<EvidenceLimits::Turn>> all;
    for (std::size_t i = 0; i < count; ++i) {
        const auto client = std::string{account} + std::to_string(i);
        all.push_back(
            std::make_unique<EvidenceLimits::Turn>(limits, client, EvidenceLimits::Use::sign_in));
        EXPECT_EQ(all.back()->take("app", account), seconds{0});
    }
    return all;
}

/// One account, with as many clients as one likes, fills half of the places and no more: of the
/// others each has two, and so has a client.
TEST(EvidenceLimits, NoAccountAndNoClientFillsThePlaces) {
    EvidenceLimits limits{100};
    const auto of_one = turns(limits, "a:b:hanging", most_at_nodes);
    const auto asks = [](const auto &turn) { return turn->may_ask(); };
    EXPECT_EQ(std::ranges::count_if(of_one, asks), most_at_nodes / 2);
    const auto of_another = turns(limits, "a:b:alice", 3);
    EXPECT_TRUE(of_another[0]->may_ask());
    EXPECT_TRUE(of_another[1]->may_ask());
    EXPECT_FALSE(of_another[2]->may_ask()) << "a third one, of nobody who has one";
    std::vector<std::unique_ptr<EvidenceLimits::Turn>> of_client;
    for (const auto *account : {"a:b:1", "a:b:2", "a:b:3"}) {
        of_client.push_back(
            std::make_unique<EvidenceLimits::Turn>(limits, "one", EvidenceLimits::Use::sign_in));
        EXPECT_EQ(of_client.back()->take("app", account), seconds{0});
    }
    EXPECT_TRUE(of_client[1]->may_ask());
    EXPECT_FALSE(of_client[2]->may_ask());
    of_client.erase(of_client.begin());
    EXPECT_EQ(of_client.back()->take("app", "a:b:3"), seconds{0});
    EXPECT_TRUE(of_client.back()->may_ask()) << "it has ended one";
}

/// What asks without a turn (verify) takes places, too.
TEST(EvidenceLimits, Places) {
    EvidenceLimits limits{100};
    std::vector<std::unique_ptr<EvidenceLimits::Place>> places;
    for (std::size_t i = 0; i < most_at_nodes; ++i) {
        places.push_back(std::make_unique<EvidenceLimits::Place>(limits));
        EXPECT_TRUE(*places.back());
        const auto of_one = turns(limits, "a:b:alice", 3);
        EXPECT_EQ(of_one[2]->may_ask(), i + 1 < most_at_nodes / 2) << i;
    }
    EXPECT_FALSE(EvidenceLimits::Place{limits});
    places.pop_back();
    EXPECT_TRUE(EvidenceLimits::Place{limits});
}

TEST_F(ChainSessions, KeyThatTheOwnerReplacedEndsTheSession) {
    const auto second = refresh(token);
    ASSERT_EQ(second.status, 200) << second.body;
    EXPECT_EQ(member(second.body, "link"), "chain_state");
    const auto r1 = member(second.body, "refresh_token");
    state = "gone";
    EXPECT_EQ(refresh(r1).status, 401);
    state = "there";
    EXPECT_EQ(code(refresh(r1)), "session_ended") << "it stays ended";
    EXPECT_EQ(session(access), 401);
}

TEST_F(ChainSessions, NodesThatAreDownEndNothing) {
    state = "down";
    const auto answer = refresh(token);
    EXPECT_EQ(answer.status, 503) << answer.body;
    EXPECT_TRUE(header(answer, "Retry-After"));
    EXPECT_EQ(answer.body.find("internal"), std::string::npos) << answer.body;
    EXPECT_EQ(session(access), 200);
    state = "there";
    EXPECT_EQ(refresh(token).status, 200);
}

// RFC 8037, A.1 to A.3: the key, its public key and its thumbprint, which is the id here.
/// Hangs until it is let go; a test that never does fails by what it finds then.
class HangingNode final : public EvidenceSource {
  public:
    HangingNode(std::latch &go, std::atomic<std::size_t> &hanging) : go_(go), hanging_(hanging) {}
    std::expected<std::vector<EvidenceAnswer>, std::string> fetch(std::string_view,
                                                                  std::span<const std::string>,
                                                                  Deadline) override {
        ++hanging_;
        for (int i = 0; i < 5'000 && !go_.try_wait(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        return std::unexpected(std::string{"it hung"});
    }

  private:
    std::latch &go_;
    std::atomic<std::size_t> &hanging_;
};

/// An account at which nodes hang takes half of the places at most, and no thread of others:
/// whoever needs no node is served, and who asks for this account is told at once to come again.
TEST_F(ChainSessions, NodesThatHangHoldUpNobodyElse) {
    std::latch go{1};
    std::atomic<std::size_t> hanging{0};
    service.nodes = [&] { return std::make_unique<HangingNode>(go, hanging); };
    std::vector<std::jthread> all;
    // Each from another address: one alone may not ask as often.
    const auto refresh_from = [&](std::size_t i) {
        return service.ask("POST", "/v1/refresh",
                           R"({"client_id":"app","refresh_token":")" + token + "\"}",
                           {{"x-forwarded-for", "203.0." + std::to_string(i) + ".1"}});
    };
    for (std::size_t i = 0; i < most_at_nodes; ++i)
        all.emplace_back([&, i] { EXPECT_EQ(refresh_from(i).status, 503); });
    for (int i = 0; i < 4'000 && hanging.load() < most_at_nodes / 2; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    const auto answer = refresh(token);
    EXPECT_EQ(answer.status, 503) << answer.body;
    EXPECT_TRUE(header(answer, "Retry-After"));
    EXPECT_EQ(hanging.load(), most_at_nodes / 2);
    for (const auto &user : users())
        if (member(user, "chain") == "eip155:1") sign_in(user);
    EXPECT_EQ(session(access), 200);
    go.count_down();
    all.clear();
    service.nodes = [this] { return std::make_unique<NearNode>(state); };
    EXPECT_EQ(refresh(token).status, 200);
}

constexpr std::string_view rfc8037_pem =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
    "-----END PRIVATE KEY-----\n";

std::string payload_of(const std::string &token) {
    const auto from = token.find('.') + 1;
    const auto bytes = decode_base64(token.substr(from, token.rfind('.') - from),
                                     Base64Alphabet::url, Padding::none);
    return bytes ? std::string{bytes->begin(), bytes->end()} : "";
}

/// The claims of RFC 9068, 2.2.
TEST_F(Sessions, SignedAccessTokens) {
    EXPECT_EQ(service.ask("GET", "/jwks.json").status, 404);
    const auto directory =
        std::filesystem::temp_directory_path() / ("walletauthd-keys." + std::to_string(::getpid()));
    std::filesystem::create_directory(directory);
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
    const auto file = directory / "ed25519.pem";
    std::ofstream(file) << rfc8037_pem;
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    const auto settings =
        std::string{settings_text} + "[keys]\nsigning = [\"" + file.string() + "\"]\n";
    auto parts = make_parts(*read_settings(settings), service.app->lasting(), plugins());
    std::filesystem::permissions(file, std::filesystem::perms::all);
    EXPECT_FALSE(make_parts(*read_settings(settings), service.app->lasting(), plugins()))
        << "others may read it";
    std::filesystem::remove_all(directory);
    ASSERT_TRUE(parts) << parts.error();
    service.app->replace(*parts);
    EXPECT_NE(service.ask("GET", "/jwks.json").body.find("11qYAYKxCrfVS"), std::string::npos);
    const auto refresh_token = sign_in(users().front());
    const auto claims = payload_of(access);
    EXPECT_EQ(member(claims, "iss"), "https://login.example");
    EXPECT_EQ(member(claims, "aud"), "app");
    EXPECT_EQ(member(claims, "client_id"), "app");
    EXPECT_EQ(member(claims, "iat"), std::to_string(now.time_since_epoch().count()));
    EXPECT_EQ(member(claims, "exp"), std::to_string(now.time_since_epoch().count() + 600));
    for (const auto *name : {"sub", "jti", "sid", "auth_time"})
        EXPECT_FALSE(member(claims, name).empty()) << name;
    EXPECT_EQ(session(access), 200);
    EXPECT_EQ(
        service
            .ask("GET", "/v1/session?client_id=other", "", {{"authorization", "Bearer " + access}})
            .status,
        401);
    EXPECT_EQ(sign_out(refresh_token).status, 200);
    EXPECT_EQ(session(access), 401);
    // A store that has begun anew has forgotten who signed out: these tokens are void, too. What
    // tells the daemon of it is whatever request comes first.
    const auto other = sign_in(users()[1]);
    EXPECT_EQ(session(access), 200);
    service.store->name = "after a failover";
    service.time += seconds{2};
    EXPECT_EQ(refresh(other).status, 401);
    EXPECT_EQ(session(access), 401);
    service.time += minutes{10};
    EXPECT_EQ(session(access), 401);
}

TEST(SigningKeys, AreThoseOfRfc8037) {
    SigningKeys keys;
    ASSERT_TRUE(keys.add(rfc8037_pem));
    EXPECT_EQ(keys.jwks(), R"({"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA",)"
                           R"("kid":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",)"
                           R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})");
    EXPECT_FALSE(keys.add(rfc8037_pem)) << "twice";
    for (const auto *text :
         {"", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
          "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----"})
        EXPECT_FALSE(keys.add(text)) << text;
}

TEST(SigningKeys, TokenSaysNothingOfHowItIsVerified) {
    SigningKeys keys;
    ASSERT_TRUE(keys.add(rfc8037_pem));
    const auto token = keys.sign(R"({"sub":"a"})");
    EXPECT_EQ(keys.open(token), R"({"sub":"a"})");
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(keys.open(changed)) << i;
    }
    for (const auto *text : {"", ".", "..", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."})
        EXPECT_FALSE(keys.open(text)) << text;
    EXPECT_FALSE(keys.open(token + '.'));
    EXPECT_FALSE(keys.open(token.substr(0, token.rfind('.'))));
    EXPECT_FALSE(SigningKeys{}.open(token));
}

} // namespace
} // namespace walletauth::daemon

// SPDX-License-Identifier: Apache-2.0
// Sessions of accounts that nodes are asked about.
#include "sessions.hpp"

#include <atomic>
#include <latch>
#include <thread>

namespace walletauth::daemon {
namespace {

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
        accept_for_all(R"("derived", "chain_state")");
        service.nodes = [this] { return std::make_unique<NearNode>(state); };
        for (const auto &user : users())
            if (member(user, "chain") == "near:mainnet") owned = user;
    }
    void accept_for_all(const std::string &words) {
        std::string text{settings_text};
        text.replace(text.find("[limits]"), 8, "[limits]\nevidence_per_minute = 3");
        text.replace(text.find("[sign_in]"), 9, "[sign_in]\naccept = [" + words + "]");
        service.app->replace(*make_parts(*read_settings(text), service.app->lasting(), plugins()));
    }
    [[nodiscard]] std::string audited(std::string_view name) const {
        return member(service.audit.back(), name);
    }
    /// Asks whether the key of `owned` is one of an account that only its chain knows.
    HttpResponse verify_named() {
        auto body = owned;
        for (const auto &[from, to] : std::vector<std::pair<std::string, std::string>>{
                 {R"("client_id":"app",)", ""},
                 {R"("form":"nep413",)", ""},
                 {member(owned, "account"), "alice.near"}})
            body.replace(body.find(from), from.size(), to);
        return service.ask("POST", "/v1/verify", body, {}, Side::internal);
    }
    std::string state = "there";
    std::string owned;
};

/// A request to verify names no client: what [sign_in] accepts holds, whatever the clients say.
TEST_F(ChainService, VerifyGoesByWhatIsAcceptedForAllClients) {
    EXPECT_EQ(member(verify_named().body, "status"), "valid") << verify_named().body;
    state = "gone";
    EXPECT_EQ(member(verify_named().body, "status"), "rejected") << "the key was taken from it";
    accept_for_all("\"chain_state\"");
    auto implicit = owned;
    for (const std::string part : {R"("client_id":"app",)", R"("form":"nep413",)"})
        implicit.erase(implicit.find(part), part.size());
    const auto verdict = service.ask("POST", "/v1/verify", implicit, {}, Side::internal);
    EXPECT_EQ(member(verdict.body, "status"), "rejected")
        << "its account follows from the key, which does not count: " << verdict.body;
    accept_for_all("\"derived\"");
    service.asked.clear();
    EXPECT_EQ(member(verify_named().body, "status"), "unsupported");
    EXPECT_TRUE(service.asked.empty()) << "derived keys alone are accepted";
}

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

/// A chain that the file of endpoints does not have: that is no trouble of nodes, which would pass.
/// So nothing is used up, and nobody is told to come again.
TEST_F(ChainService, ChainWithoutNodesIsAskedForNothing) {
    std::vector<std::string> seen;
    bool has = false;
    service.has_nodes = [&](std::string_view chain) {
        seen.emplace_back(chain);
        return has;
    };
    for (int i = 0; i < 5; ++i) { // more often than nodes may be asked
        const auto refused = service.ask("POST", "/v1/sign-in", owned);
        EXPECT_EQ(refused.status, 422) << refused.body;
        EXPECT_EQ(member(refused.body, "check"), "evidence") << refused.body;
        EXPECT_EQ(member(refused.body, "retry_ticket"), "");
        EXPECT_FALSE(header(refused, "Retry-After"));
    }
    EXPECT_TRUE(service.asked.empty());
    EXPECT_EQ(seen, std::vector<std::string>(5, "near:mainnet"));
    has = true; // the operator has added nodes
    const auto first = sign_in(owned);
    EXPECT_EQ(service.asked.size(), 1U);
    has = false;
    const auto again = refresh(first);
    EXPECT_EQ(again.status, 422) << again.body;
    EXPECT_EQ(seen.back(), "near:mainnet");
    EXPECT_EQ(session(access), 200) << "the session has not ended";
    const auto questions = seen.size();
    EXPECT_EQ(member(verify_named().body, "status"), "needs_evidence");
    EXPECT_EQ(seen.size(), questions + 1);
    EXPECT_EQ(service.asked.size(), 1U);
    has = true;
    EXPECT_EQ(refresh(first).status, 200);
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
    ASSERT_EQ(refresh(token).status, 200);
    ASSERT_EQ(refresh(token).status, 200);
    EXPECT_EQ(refresh(token).status, 429) << "but no more than its share";
    EXPECT_EQ(audited("outcome"), "evidence_budget");
    EXPECT_EQ(audited("account"), member(service.audit.front(), "account"));
}

TEST_F(ChainSessions, KeyThatTheOwnerReplacedEndsTheSession) {
    const auto second = refresh(token);
    ASSERT_EQ(second.status, 200) << second.body;
    EXPECT_EQ(member(second.body, "link"), "chain_state");
    const auto r1 = member(second.body, "refresh_token");
    state = "gone";
    EXPECT_EQ(refresh(r1).status, 401);
    EXPECT_EQ(audited("outcome"), "not_proven");
    EXPECT_EQ(audited("check"), "signature");
    EXPECT_EQ(audited("account"), member(second.body, "account"));
    EXPECT_EQ(audited("sid"), member(service.audit.front(), "sid"));
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
    EXPECT_EQ(audited("outcome"), "evidence") << "and not not_proven: the chain has said nothing";
    EXPECT_EQ(audited("sid"), member(service.audit.front(), "sid"));
    EXPECT_EQ(session(access), 200);
    state = "there";
    EXPECT_EQ(refresh(token).status, 200);
}

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

} // namespace
} // namespace walletauth::daemon

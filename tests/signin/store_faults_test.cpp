// SPDX-License-Identifier: Apache-2.0
// What a sign-in does when its store or its nodes fail.
#include "service.hpp"

#include <cstdlib>
#include <future>
#include <map>

namespace walletauth::signin::tests {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class Faults : public Service {
  protected:
    /// A named account, which only the chain can prove.
    void open_named() {
        auto config = toy_config();
        config.accept = WA_ACCEPT_DERIVED | WA_ACCEPT_CHAIN_STATE;
        open(config);
        claimed = "alice";
        node.key = user.account;
        source = &node;
        budget = &counted;
    }
    [[nodiscard]] std::string challenge_named() {
        auto asked = request();
        asked.account = "alice";
        return text_of(sign_in->challenge(asked, start));
    }
    struct Counted final : EvidenceBudget {
        seconds take(std::string_view client, std::string_view account) noexcept override {
            EXPECT_EQ(client, "app");
            EXPECT_EQ(account, "toynet:main:alice");
            ++taken;
            return wait;
        }
        seconds wait{0};
        int taken = 0;
    } counted;
    ScriptedNode node;
};

TEST_F(Faults, StoreThatIsDown) {
    const auto text = challenge();
    store->is_down = true;
    EXPECT_EQ(accept(text), "store_unavailable");
    EXPECT_EQ(http_status(refusal), 503);
    EXPECT_TRUE(refusal.needs_challenge); // whether it wrote is not known
    EXPECT_GT(refusal.retry_after, seconds{0});
    store->is_down = false;
    EXPECT_EQ(accept(text), "");
}

// A store that is down from the beginning is asked once a second, not by every request.
TEST_F(Faults, StoreThatWasNeverThere) {
    store->is_down = true;
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(sign_in->challenge(request(), start).error().code, "store_unavailable");
    EXPECT_EQ(store->questions, 1);
    store->is_down = false;
    EXPECT_FALSE(sign_in->challenge(request(), start));
    EXPECT_TRUE(sign_in->challenge(request(), start + seconds{1}));
}

// A foreign nonce makes the store say its generation, once a second. A store that is slow then must
// not keep those waiting who need it not.
TEST_F(Faults, SlowStoreKeepsNoChallengeWaiting) {
    const auto text = challenge();
    bool is_made = false;
    store->on_question = [&] {
        store->on_question = nullptr;
        auto made = std::async(std::launch::async, [&] {
            return sign_in->challenge(request(), start + seconds{1}).has_value();
        });
        // Long enough for any machine; what hangs would hang for ever.
        is_made = made.wait_for(seconds{10}) == std::future_status::ready;
        if (!is_made) std::_Exit(1);
    };
    EXPECT_EQ(accept(replaced(text, "Sign in", "Sign on"), start + seconds{1}), "nonce_unknown");
    EXPECT_TRUE(is_made);
}

// The store began anew after the challenge: it may have forgotten that the nonce was used.
TEST_F(Faults, StoreThatForgot) {
    const auto used = challenge();
    EXPECT_EQ(accept(used), "");
    const auto unused = challenge();
    store->name = "two"; // and the memory of `used` is as good as gone
    EXPECT_EQ(accept(unused), "nonce_unknown");
    EXPECT_EQ(accept(used), "nonce_unknown");
    EXPECT_EQ(accept(challenge()), "");
}

// Another process of the service saw the new generation first, and made this challenge with it.
TEST_F(Faults, ChallengeOfANewerGeneration) {
    (void)challenge();
    store->name = "two";
    const auto first = std::exchange(sign_in, nullptr);
    open(toy_config()); // another process
    const auto text = challenge();
    const auto second = std::exchange(sign_in, nullptr);
    sign_in = std::make_unique<SignIn>(std::move(*first));
    EXPECT_EQ(accept(text, start), "nonce_unknown"); // asked in this second already
    EXPECT_EQ(accept(text, start + seconds{1}), "");
}

// The other way round: this process has judged nothing since, and its challenges are answered at
// another one, which knows. It hears of the new generation by itself, and asks once a second.
TEST_F(Faults, ChallengeIsOfTheNewGenerationAfterASecond) {
    (void)challenge();
    store->name = "two";
    const auto late = challenge(); // asked in this second already
    const int questions = store->questions;
    const auto text = text_of(sign_in->challenge(request(), start + seconds{1}));
    EXPECT_TRUE(sign_in->challenge(request(), start + seconds{1}));
    EXPECT_EQ(store->questions, questions + 1);
    store->is_down = true; // what is known is good enough to make a text
    EXPECT_TRUE(sign_in->challenge(request(), start + seconds{2}));
    store->is_down = false;
    open(toy_config()); // another process
    EXPECT_EQ(accept(late, start + seconds{1}), "nonce_unknown");
    EXPECT_EQ(accept(text, start + seconds{1}), "");
}

TEST_F(Faults, NodesProveANamedAccount) {
    open_named();
    const auto text = challenge_named();
    EXPECT_EQ(accept(text), "");
    EXPECT_EQ(session.link, WA_LINK_CHAIN_STATE);
    EXPECT_EQ(session.subject, "toynet:main:alice");
    EXPECT_EQ(node.rounds, 1);
    EXPECT_EQ(accept(text), "nonce_used");
    EXPECT_EQ(node.rounds, 1); // a used nonce asks nobody
}

TEST_F(Faults, BadSignatureAsksNobody) {
    open_named();
    EXPECT_EQ(accept(challenge_named(), user.sign("another")), "signature");
    EXPECT_EQ(node.rounds, 0);
    EXPECT_EQ(store->consumptions, 0);
    EXPECT_EQ(counted.taken, 0);
}

// A foreign text, another domain, a key that signed nothing: none of them counts.
TEST_F(Faults, WhatIsRefusedWithoutNodesTakesNoBudget) {
    open_named();
    const auto text = challenge_named();
    EXPECT_EQ(accept(replaced(text, "Sign in", "Sign on")), "nonce_unknown");
    EXPECT_EQ(accept(replaced(text, "app.example", "bad.example")), "domain");
    EXPECT_EQ(accept(text, start + minutes{11}), "nonce_expired");
    EXPECT_EQ(accept(text, User{0x22}.sign(text)), "signature");
    EXPECT_EQ(counted.taken, 0);
    EXPECT_EQ(accept(text), "");
    EXPECT_EQ(counted.taken, 1);
}

// Nobody is asked about another account than the text's, and its spelling is no way round a budget.
TEST_F(Faults, NodesAreAskedOfTheTextsAccountAlone) {
    open_named();
    const auto text = challenge_named();
    claimed = "bob";
    EXPECT_EQ(accept(text), "account");
    EXPECT_EQ(node.rounds, 0);
    EXPECT_EQ(counted.taken, 0);
    EXPECT_EQ(store->consumptions, 0);
    claimed = "toynet:main:alice"; // Counted compares the account
    EXPECT_EQ(accept(text), "");
    EXPECT_EQ(counted.taken, 1);
}

TEST_F(Faults, NodesThatSayNoBurnTheNonce) {
    open_named();
    node.key = User{0x22}.account;
    const auto text = challenge_named();
    EXPECT_EQ(accept(text), "signer");
    EXPECT_EQ(http_status(refusal), 401);
    EXPECT_TRUE(refusal.needs_challenge);
    EXPECT_TRUE(refusal.retry_ticket.empty());
    EXPECT_EQ(accept(text), "nonce_used");
}

TEST_F(Faults, BudgetThatIsSpentBurnsNothing) {
    open_named();
    const auto text = challenge_named();
    counted.wait = seconds{7};
    EXPECT_EQ(accept(text), "evidence_budget");
    EXPECT_EQ(http_status(refusal), 429);
    EXPECT_EQ(refusal.retry_after, seconds{7});
    EXPECT_EQ(node.rounds, 0);
    EXPECT_EQ(store->consumptions, 0);
    counted.wait = seconds{0};
    EXPECT_EQ(accept(text), "");
}

TEST_F(Faults, NoNodesAtAll) {
    open_named();
    source = nullptr;
    EXPECT_EQ(accept(challenge_named()), "evidence");
    EXPECT_EQ(http_status(refusal), 422);
    EXPECT_EQ(store->consumptions, 0);
}

// Nobody signs twice: the ticket stands for the nonce, once.
TEST_F(Faults, RetryTicket) {
    open_named();
    const auto text = challenge_named();
    node.is_down = true;
    EXPECT_EQ(accept(text), "evidence");
    EXPECT_EQ(http_status(refusal), 503);
    EXPECT_GT(refusal.retry_after, seconds{0});
    ASSERT_FALSE(refusal.retry_ticket.empty());
    const auto first = refusal.retry_ticket;
    EXPECT_EQ(accept(text), "nonce_used"); // without it
    ticket = first;
    EXPECT_EQ(accept(text, start + seconds{2}), "evidence"); // still down: the next ticket
    const auto second = refusal.retry_ticket;
    EXPECT_NE(second, first);
    EXPECT_EQ(accept(text, start + seconds{4}), "ticket_used");
    ticket = second;
    node.is_down = false;
    EXPECT_EQ(accept(text, start + seconds{6}), "");
    EXPECT_EQ(session.auth_time, start + seconds{6});
    EXPECT_EQ(accept(text, start + seconds{8}), "ticket_used");
}

// Another process has seen first that the store began anew, and made the ticket.
TEST_F(Faults, RetryTicketOfANewerGeneration) {
    open_named();
    auto other = std::move(sign_in);
    open_named();
    EXPECT_FALSE(challenge_named().empty()); // this process knows the first generation
    store->name = "two";
    std::swap(sign_in, other);
    const auto text = challenge_named();
    node.is_down = true;
    EXPECT_EQ(accept(text), "evidence");
    ticket = refusal.retry_ticket;
    std::swap(sign_in, other);
    node.is_down = false;
    EXPECT_EQ(accept(text, start + seconds{2}), "");
}

/// Forgets a key when its time is over by a clock of its own. As stores do, it begins anew where
/// that clock goes back by more than 4 minutes behind what it has forgotten.
class Forgetful final : public ReplayStore {
  public:
    Consumed consume(std::string_view key, seconds ttl, std::string_view) noexcept override {
        const auto [used, is_new] = until_.emplace(key, clock + ttl);
        if (!is_new && used->second > clock) return {Consumed::Outcome::again, {}, "one", {}};
        used->second = clock + ttl;
        last_until = used->second;
        return {Consumed::Outcome::first, {}, "one", {}};
    }
    std::expected<std::string, std::string> generation() noexcept override { return "one"; }

    Time clock = start;
    Time last_until;

  private:
    std::map<std::string, Time, std::less<>> until_;
};

/// The worst of all clocks: consumed as early as a nonce may be, by a server whose clock is behind,
/// which then goes back by almost as much as may be; judged by a process that is behind that.
TEST_F(Faults, ForgottenNonceIsGoodForNobody) {
    constexpr seconds most_off{120}; // of the server's clock, and of Policy::skew
    constexpr seconds step{239};
    const auto forgetful = std::make_shared<Forgetful>();
    for (const auto skew : {seconds{0}, seconds{30}, seconds{120}}) {
        for (const auto lifetime : {seconds{30}, seconds{std::chrono::hours{24}}}) {
            auto config = toy_config();
            config.policy.skew = skew;
            config.lifetime = lifetime;
            auto made = SignIn::make(toy_verifier(), config, keys, forgetful);
            ASSERT_TRUE(made) << made.error();
            sign_in = std::make_unique<SignIn>(std::move(*made));
            const auto text = challenge();
            forgetful->clock = start - skew - most_off;
            EXPECT_EQ(accept(text, start - skew), "");
            forgetful->clock = forgetful->last_until - seconds{1};
            EXPECT_NE(accept(text, start), "") << "it is remembered";
            forgetful->clock += seconds{1};
            const auto judge = forgetful->clock - step - most_off;
            EXPECT_EQ(accept(text, judge), "nonce_expired") << skew << ' ' << lifetime;
        }
    }
}

// What was in time at first is not late after the wait; and the wait is 10 minutes in all.
TEST_F(Faults, RetryTicketLastsTenMinutes) {
    open_named();
    const auto text = challenge_named();
    node.is_down = true;
    const auto late = start + minutes{10};
    EXPECT_EQ(accept(text, late), "evidence");
    ticket = refusal.retry_ticket;
    EXPECT_EQ(accept(text, late + minutes{9}), "evidence");
    const auto renewed = refusal.retry_ticket;
    node.is_down = false;
    ticket = renewed;
    EXPECT_EQ(accept(text, late + minutes{10}), "ticket_expired");
    EXPECT_EQ(accept(text, late + minutes{10} - seconds{1}), "");
}

TEST_F(Faults, RetryTicketIsOfItsRequest) {
    open_named();
    const auto text = challenge_named(), other = challenge_named();
    node.is_down = true;
    EXPECT_EQ(accept(text), "evidence");
    ticket = refusal.retry_ticket;
    node.is_down = false;
    EXPECT_EQ(accept(other), "ticket");
    claimed = user.account;
    EXPECT_EQ(accept(text), "ticket");
    claimed = "alice";
    channel.value = "abcdefghijklmnopqrstuv";
    EXPECT_EQ(accept(text), "ticket");
    channel.value = cookie;
    const auto good = ticket;
    for (const std::size_t i : {0U, 1U, 40U, 100U}) { // key id, salt, sealed, tag
        ticket = good;
        ticket[i] = ticket[i] == 'A' ? 'B' : 'A';
        EXPECT_EQ(accept(text), "ticket") << i;
    }
    ticket = good + "AAAA";
    EXPECT_EQ(accept(text), "ticket");
    ticket = good;
    store->name = "two"; // begun anew: it may have forgotten that the ticket was used
    EXPECT_EQ(accept(text, start + seconds{1}), "nonce_unknown");
    EXPECT_EQ(accept(text, start + seconds{2}), "ticket");
}

TEST_F(Faults, NodeThatThrows) {
    struct Throwing final : EvidenceSource {
        std::expected<std::vector<EvidenceAnswer>, std::string> fetch(std::string_view,
                                                                      std::span<const std::string>,
                                                                      Deadline) override {
            throw std::runtime_error("no");
        }
    } throwing;
    open_named();
    source = &throwing;
    EXPECT_EQ(accept(challenge_named()), "evidence");
    EXPECT_FALSE(refusal.retry_ticket.empty());
}

} // namespace
} // namespace walletauth::signin::tests

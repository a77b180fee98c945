// SPDX-License-Identifier: Apache-2.0
// The whole flow on the toy chain: what a thief might try, and in which order it is found.
#include "service.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace walletauth::signin::tests {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class Accept : public Service {};

TEST_F(Accept, SignsInOnce) {
    const auto text = challenge();
    EXPECT_EQ(accept(text), "");
    EXPECT_EQ(session.account, "toynet:main:" + user.account);
    EXPECT_EQ(session.address, user.account);
    EXPECT_EQ(session.subject, session.account);
    EXPECT_EQ(session.form, "toy-json");
    EXPECT_EQ(session.link, WA_LINK_DERIVED);
    EXPECT_TRUE(session.may_set_cookie);
    EXPECT_EQ(session.claims, text);
    EXPECT_EQ(accept(text), "nonce_used");
    EXPECT_EQ(refusal.check, "nonce");
    EXPECT_TRUE(refusal.needs_challenge);
    EXPECT_EQ(http_status(refusal), 401);
}

// Many threads with one signed text: one of them gets the session.
TEST_F(Accept, OneOfThreadsSignsIn) {
    const auto text = challenge();
    const auto signature = user.sign(text);
    std::atomic<int> sessions{0}, used{0};
    {
        std::vector<std::jthread> racing;
        for (int i = 0; i < 8; ++i) {
            racing.emplace_back([&] {
                Attempt attempt;
                attempt.request.chain = "toynet:main";
                attempt.request.scheme = "toy";
                attempt.request.account = user.account;
                attempt.request.public_key = user.key;
                attempt.request.message = as_bytes(text);
                attempt.request.signature = signature;
                attempt.form = "toy-json";
                attempt.channel = channel;
                const auto result = sign_in->accept(attempt, start);
                ++(result ? sessions : used);
                EXPECT_TRUE(result || result.error().code == "nonce_used");
            });
        }
    }
    EXPECT_EQ(sessions, 1);
    EXPECT_EQ(used, 7);
}

// The service's own words stand where nobody asked for others.
TEST_F(Accept, StatementOfTheServiceIsSignedToo) {
    auto config = toy_config();
    config.statement = "Sign in to Toyland";
    open(config);
    auto asked = request();
    asked.statement = std::nullopt;
    const auto text = text_of(sign_in->challenge(asked, start));
    EXPECT_NE(text.find("\"statement\":\"Sign in to Toyland\""), std::string::npos) << text;
    EXPECT_EQ(accept(replaced(text, "Toyland", "Thiefland")), "nonce_unknown");
    EXPECT_EQ(accept(text), "");
    EXPECT_NE(challenge().find("\"statement\":\"Sign in\""), std::string::npos);
}

// A bad signature is nobody's: who sends one for another's challenge must not burn it.
TEST_F(Accept, BadSignatureBurnsNothing) {
    const auto text = challenge();
    EXPECT_EQ(accept(text, user.sign("another text")), "signature");
    EXPECT_EQ(http_status(refusal), 401);
    EXPECT_FALSE(refusal.needs_challenge);
    EXPECT_EQ(store->consumptions, 0);
    EXPECT_EQ(accept(text), "");
}

// What is not ours costs no access to the store.
TEST_F(Accept, ForeignNonceCostsNothing) {
    const auto text = challenge();
    const int asked = store->questions;
    const auto nonce_at = text.find("\"nonce\":\"") + 9;
    for (std::size_t i = 0; i < nonce_size; ++i) {
        auto changed = text;
        changed[nonce_at + i] = changed[nonce_at + i] == 'a' ? 'b' : 'a';
        EXPECT_EQ(accept(changed), "nonce_unknown") << i;
    }
    EXPECT_EQ(accept(replaced(text, "\"nonce\":\"", "\"nonce\":\"a")), "nonce_unknown");
    EXPECT_EQ(store->consumptions, 0);
    EXPECT_LE(store->questions - asked, 1); // once a second, lest the generation is stale
}

// The MAC covers what was issued. The user signs another text with the right nonce: it is refused.
TEST_F(Accept, TextOtherThanIssuedIsRefused) {
    auto asked = request();
    asked.request_id = "7";
    asked.resources = {"https://app.example/a"};
    const auto text = text_of(sign_in->challenge(asked, start));
    EXPECT_EQ(accept(replaced(text, "Sign in", "Sign on")), "nonce_unknown");
    EXPECT_EQ(accept(replaced(text, "\"statement\":\"Sign in\",", "")), "nonce_unknown");
    EXPECT_EQ(accept(replaced(text, "\"request_id\":\"7\",", "")), "nonce_unknown");
    EXPECT_EQ(accept(replaced(text, "\"request_id\":\"7\"", "\"request_id\":\"8\"")),
              "nonce_unknown");
    EXPECT_EQ(accept(replaced(text, "app.example/a\"", "app.example/a\",\"urn:recap:e30\"")),
              "nonce_unknown");
    EXPECT_EQ(accept(replaced(text, "https://app.example\"", "https://app.example/x\"")),
              "nonce_unknown");
    // These the MAC knows from the request or the policy, so the check has a name of its own.
    EXPECT_EQ(accept(replaced(text, "\"domain\":\"app.example\"", "\"domain\":\"evil.example\"")),
              "domain");
    EXPECT_EQ(accept(replaced(text, "\"chain\":\"toynet:main\"", "\"chain\":\"toynet:test\"")),
              "chain");
    EXPECT_EQ(accept(replaced(text, "\"issued_at_seconds\":1768478400",
                              "\"issued_at_seconds\":1768478431")),
              "issued_at");
    EXPECT_EQ(accept(replaced(text, "\"expiration_time_seconds\":1768479000",
                              "\"expiration_time_seconds\":1768478000")),
              "expiration_time");
    EXPECT_EQ(store->consumptions, 0);
    EXPECT_EQ(accept(text), "");
}

TEST_F(Accept, AnotherAccountCantUseTheChallenge) {
    const auto text = challenge();
    const User thief{0x22};
    const auto victim = std::exchange(user, thief);
    // The thief signs the victim's text, by whatever claim.
    EXPECT_NE(accept(text), "");
    claimed = victim.account;
    EXPECT_NE(accept(text), "");
    claimed = "";
    EXPECT_EQ(accept(replaced(text, victim.account, thief.account)), "nonce_unknown");
    EXPECT_EQ(store->consumptions, 0);
}

// A form that names no account: the MAC still binds the one that the challenge was for.
TEST_F(Accept, AccountIsBoundWhereTheFormHasNone) {
    const auto text = challenge("toy-nonce");
    const auto victim = std::exchange(user, User{0x22});
    EXPECT_EQ(accept(text, start, "toy-nonce"), "nonce_unknown");
    user = victim;
    EXPECT_EQ(accept(text, start, "toy-nonce"), "");
    auto for_anybody = request("toy-nonce");
    for_anybody.account = "";
    const auto open_text = text_of(sign_in->challenge(for_anybody, start));
    user = User{0x22};
    EXPECT_EQ(accept(open_text, start, "toy-nonce"), "");
    EXPECT_EQ(session.address, user.account);
}

// A text that names the victim, signed by the thief with his own key and without a claim.
// A challenge names the one spelling. Whoever writes another signs in as the same account, once.
TEST_F(Accept, AnAccountHasOneSpelling) {
    user = User{0xab};
    const auto lower = user.account;
    std::string upper = lower;
    std::ranges::transform(upper, upper.begin(), [](char c) {
        return c == 'a' ? 'A' : c == 'b' ? 'B' : c;
    });
    for (const auto &asked : {lower, upper}) {
        for (const auto &written : {lower, upper}) {
            for (const auto &claims : {lower, upper, "toynet:main:" + upper}) {
                auto wanted = request();
                wanted.account = asked;
                const auto text =
                    replaced(text_of(sign_in->challenge(wanted, start)), lower, written);
                claimed = claims;
                ASSERT_EQ(accept(text), "") << refusal.detail;
                EXPECT_EQ(session.address, lower);
                EXPECT_EQ(session.account, "toynet:main:" + lower);
                EXPECT_EQ(session.subject, session.account);
                claimed = claims == lower ? upper : lower;
                EXPECT_EQ(accept(text), "nonce_used");
            }
        }
    }
}

// The request must claim the text's account. That is said before what is wrong with the signature.
TEST_F(Accept, WhomTheRequestClaimsIsWhomTheTextNames) {
    const auto text = challenge();
    const User thief{0x22};
    for (const auto &other : {thief.account, std::string{"no account"}}) {
        claimed = other;
        EXPECT_EQ(accept(text), "account") << refusal.detail;
    }
    // What else is wrong with the text comes behind a claim that is no account.
    const auto elsewhere = replaced(text, "app.example", "bad.example");
    EXPECT_EQ(accept(elsewhere), "account") << refusal.detail;
    claimed = thief.account;
    EXPECT_EQ(accept(elsewhere), "domain") << refusal.detail;
    const auto victim = std::exchange(user, thief); // who signs it, too
    EXPECT_EQ(accept(text), "account") << refusal.detail;
    EXPECT_EQ(refusal.status, WA_REJECTED_POLICY);
    EXPECT_EQ(store->consumptions, 0);
    user = victim;
    claimed = victim.account;
    EXPECT_EQ(accept(text), "") << refusal.detail;
}

// The challenge named nobody, and the text names an account all the same: that one, and no other.
TEST_F(Accept, AnAccountThatWasNotAskedForHasOneSpelling) {
    user = User{0xab};
    std::string upper(64, 'A');
    for (std::size_t i = 1; i < upper.size(); i += 2)
        upper[i] = 'B';
    auto wanted = request();
    wanted.account = {};
    const auto text = text_of(sign_in->challenge(wanted, start));
    const auto named = replaced(text, "{", R"({"account":")" + upper + "\",");
    claimed = User{0x22}.account;
    EXPECT_EQ(accept(named), "account") << refusal.detail;
    claimed = "no account";
    EXPECT_EQ(accept(named), "account") << refusal.detail;
    claimed.clear();
    ASSERT_EQ(accept(named), "") << refusal.detail;
    EXPECT_EQ(session.address, user.account);
}

TEST_F(Accept, ProvenAccountIsTheTexts) {
    auto for_anybody = request();
    for_anybody.account = "";
    const auto text = text_of(sign_in->challenge(for_anybody, start));
    const auto named = replaced(text, "{", "{\"account\":\"" + user.account + "\",");
    user = User{0x22};
    EXPECT_EQ(accept(named), "account"); // claims himself: the text names another
    EXPECT_EQ(store->consumptions, 0);
}

TEST_F(Accept, FormsAreNamed) {
    const auto text = challenge();
    EXPECT_EQ(accept(text, start, "toy-nonce"), "grammar"); // read as another form
    EXPECT_EQ(accept(text, start, "toy-other"), "form");
    EXPECT_EQ(http_status(refusal), 422);
    auto config = toy_config();
    config.forms = {"toy-nonce"};
    open(config);
    EXPECT_EQ(accept(text), "form");
    EXPECT_EQ(sign_in->challenge(request("toy-json"), start).error().check, "form");
    auto any = request("");
    EXPECT_EQ(sign_in->challenge(any, start)->form, "toy-nonce");
}

TEST_F(Accept, WhatAFormCantCarryIsNotAskedFor) {
    auto asked = request("toy-nonce");
    asked.resources = {"https://app.example/a"};
    EXPECT_EQ(sign_in->challenge(asked, start).error().check, "form");
    asked.resources.clear();
    asked.uri = "https://app.example/login";
    EXPECT_EQ(sign_in->challenge(asked, start).error().check, "form");
}

// Each differs from the challenge in one part of the service.
TEST_F(Accept, OtherServiceOrClient) {
    const auto text = challenge();
    const auto refused_by = [&](auto &&change) {
        auto config = toy_config();
        change(config);
        open(config);
        return accept(text);
    };
    EXPECT_EQ(refused_by([](Config &c) { c.issuer = "https://other.example"; }), "nonce_unknown");
    EXPECT_EQ(refused_by([](Config &c) { c.client_id = "other"; }), "nonce_unknown");
    EXPECT_EQ(refused_by([](Config &c) { c.policy.domain = "other.example"; }), "nonce_unknown");
    EXPECT_EQ(refused_by([](Config &c) { c.lifetime = seconds{601}; }), "nonce_unknown");
    EXPECT_EQ(refused_by([](Config &c) { c.policy.chains = {"toynet:other"}; }), "chain");
    EXPECT_EQ(refused_by([](Config &) {}), "");
}

// Whoever asks for a challenge may say its URI. One that would be refused afterwards is no use to
// the user, and of use to a page that wants the name of another service in the text.
TEST_F(Accept, ChallengeIsOneThatWouldBeAccepted) {
    auto asked = request();
    asked.uri = "https://evil.example/";
    EXPECT_EQ(sign_in->challenge(asked, start).error().check, "uri");
    asked.uri = "https://app.example.evil.example/";
    EXPECT_EQ(sign_in->challenge(asked, start).error().check, "uri");
    asked.uri = "https://app.example/login";
    EXPECT_TRUE(sign_in->challenge(asked, start));
}

// The nonce says when it was issued, but a text that must say so itself has to.
TEST_F(Accept, TimesThatMustBeThere) {
    auto config = toy_config();
    config.policy.require_expiry = true;
    open(config);
    const auto text = challenge();
    const std::string issued =
        R"("issued_at":"2026-01-15T12:00:00Z","issued_at_seconds":1768478400,)";
    const std::string expires =
        R"("expiration_time":"2026-01-15T12:10:00Z","expiration_time_seconds":1768479000,)";
    EXPECT_EQ(accept(replaced(text, issued, "")), "issued_at");
    EXPECT_EQ(accept(replaced(text, expires, "")), "expiration_time");
    EXPECT_EQ(store->consumptions, 0);
    EXPECT_EQ(accept(text), "");
    EXPECT_EQ(accept(challenge("toy-nonce"), start, "toy-nonce"), ""); // which has none
    config.policy.require_issued_at = config.policy.require_expiry = false;
    open(config);
    EXPECT_EQ(accept(replaced(replaced(challenge(), issued, ""), expires, "")), "");
}

TEST_F(Accept, LifetimeEndsWithItsSkew) {
    const auto text = challenge();
    const auto end = start + minutes{10} + seconds{30};
    EXPECT_EQ(accept(text, end), "nonce_expired");
    EXPECT_EQ(accept(text, start - seconds{31}), "nonce_unknown"); // another clock is wrong
    EXPECT_EQ(store->consumptions, 0);
    EXPECT_EQ(accept(text, end - seconds{1}), "");
}

// A machine without a battery starts in 1970: its clock is the service's fault, not the user's.
TEST_F(Accept, ImpossibleClockIsTheServicesError) {
    const auto text = challenge();
    const Time before_there_were_nonces{seconds{0}};
    EXPECT_EQ(accept(text, before_there_were_nonces), "policy");
    EXPECT_EQ(http_status(refusal), 500);
    EXPECT_EQ(sign_in->challenge(request(), before_there_were_nonces).error().check, "policy");
}

TEST_F(Accept, ClockOutOfRange) {
    const auto text = challenge();
    for (const auto now : {Time{}, Time::min(), Time::max(), nonce_epoch - seconds{1}}) {
        EXPECT_EQ(accept(text, now), "policy");
        EXPECT_EQ(sign_in->challenge(request(), now).error().check, "policy");
    }
}

// Login CSRF: the thief's challenge, answered by the thief, sent by the victim's browser.
TEST_F(Accept, ChannelIsThatOfTheChallenge) {
    const auto text = challenge();
    channel.value = "abcdefghijklmnopqrstuv";
    EXPECT_EQ(accept(text), "nonce_unknown");
    channel.value = "";
    EXPECT_EQ(accept(text), "channel");
    EXPECT_EQ(http_status(refusal), 403);
    channel = {Channel::Kind::none, {}, false};
    EXPECT_EQ(accept(text), "channel"); // the client does not allow it
    auto config = toy_config();
    config.channels.push_back(Channel::Kind::none);
    open(config);
    EXPECT_EQ(accept(text), "nonce_unknown");
    channel.from_page = true;
    EXPECT_EQ(accept(text), "channel");
    EXPECT_EQ(store->consumptions, 0);
}

TEST_F(Accept, NoChannelIsNoCookieSession) {
    auto config = toy_config();
    config.channels = {Channel::Kind::none};
    open(config);
    channel = {Channel::Kind::none, {}, false};
    EXPECT_EQ(accept(challenge()), "");
    EXPECT_FALSE(session.may_set_cookie);
}

// The pair of RFC 7636, appendix B.
TEST_F(Accept, VerifierOfItsChallenge) {
    channel = {Channel::Kind::verifier, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", true};
    const auto text = challenge();
    EXPECT_EQ(accept(text), "nonce_unknown"); // the challenge is no verifier of itself
    channel.value = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl";
    EXPECT_EQ(accept(text), "nonce_unknown");
    channel.value = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    EXPECT_EQ(accept(text), "");
    channel.value = "short";
    EXPECT_EQ(accept(text), "channel");
    EXPECT_EQ(sign_in->challenge(request(), start).error().check, "channel");
}

TEST_F(Accept, KeysRotate) {
    const std::string old_key(64, 'a'), new_key(64, 'b');
    const auto with_keys = [&](const std::string &text) {
        keys = std::make_shared<const KeyRing>(*KeyRing::parse(text));
        open(toy_config());
    };
    with_keys("1 " + old_key);
    const auto by_old = challenge();
    with_keys("1 " + old_key + "\n2 " + new_key);
    const auto still_old = challenge();
    with_keys("2 " + new_key + "\n1 " + old_key);
    const auto by_new = challenge();
    EXPECT_EQ(accept(by_old), "");
    EXPECT_EQ(accept(still_old), "");
    with_keys("2 " + new_key);
    EXPECT_EQ(accept(by_new), "");
    with_keys("2 " + old_key); // another key of the same id
    EXPECT_EQ(accept(replaced(by_new, "Sign in", "Sign in")), "nonce_unknown");
}

TEST_F(Accept, KeysMustNotOutliveTheStore) {
    const auto file = std::make_shared<const KeyRing>(*KeyRing::parse("1 " + std::string(64, 'a')));
    const auto memory = std::make_shared<MemoryStore>(system_random());
    const auto made = SignIn::make(toy_verifier(), toy_config(), file, memory);
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().find("outlive"), std::string::npos);
    EXPECT_TRUE(SignIn::make(toy_verifier(), toy_config(), keys, memory));
}

TEST_F(Accept, ConfigurationIsChecked) {
    const auto made = [&](auto &&change) {
        auto config = toy_config();
        change(config);
        return SignIn::make(toy_verifier(), config, keys, store).has_value();
    };
    EXPECT_TRUE(made([](Config &) {}));
    EXPECT_FALSE(made([](Config &c) { c.lifetime = seconds{29}; }));
    EXPECT_FALSE(made([](Config &c) { c.lifetime = seconds{86401}; }));
    EXPECT_FALSE(made([](Config &c) { c.policy.skew = seconds{121}; }));
    EXPECT_FALSE(made([](Config &c) { c.policy.skew = seconds{-1}; }));
    EXPECT_FALSE(made([](Config &c) { c.forms = {}; }));
    EXPECT_FALSE(made([](Config &c) { c.channels = {}; }));
    EXPECT_FALSE(made([](Config &c) { c.accept = 0; }));
    EXPECT_FALSE(made([](Config &c) { c.statement = "two\nlines"; })); // EIP-4361 has one
    // A subject of another namespace would be somebody else.
    EXPECT_TRUE(made([](Config &c) { c.home_chains = {{"toynet", "toynet:home"}}; }));
    EXPECT_FALSE(made([](Config &c) { c.home_chains = {{"toynet", "other:home"}}; }));
    EXPECT_FALSE(made([](Config &c) { c.home_chains = {{"toynet", "home"}}; }));
    // Whatever a text says, it would say too much; and no text could ever say the others.
    EXPECT_FALSE(made([](Config &c) { c.policy.domain = ""; }));
    EXPECT_TRUE(made([](Config &c) { c.policy.domain = "[::1]:8443"; }));
    EXPECT_FALSE(made([](Config &c) { c.policy.domain = "app_service"; })); // toy-json has a URI
    EXPECT_TRUE(made([](Config &c) {                                        // a recipient
        c.policy.domain = "app_service";
        c.forms = {"toy-nonce"};
    }));
    EXPECT_FALSE(made([](Config &c) { c.policy.domain = "https://app.example"; }));
    EXPECT_FALSE(made([](Config &c) { c.policy.domain = "App.example"; }));
    EXPECT_FALSE(SignIn::make(toy_verifier(), toy_config(), nullptr, store));
    EXPECT_FALSE(SignIn::make(toy_verifier(), toy_config(), keys, nullptr));
}

TEST_F(Accept, SubjectIsOfTheHomeChainOnlyForDerivedAccounts) {
    auto config = toy_config();
    config.home_chains = {{"toynet", "toynet:home"}};
    const auto verifier = toy_verifier();
    const auto route = *verifier.plugins().route("toynet:main", "toy");
    const auto subject = [&](std::uint32_t link, const SchemeRoute &of) {
        return subject_of(config, of, "toynet:main", "alice", link);
    };
    EXPECT_EQ(subject(WA_LINK_DERIVED, *route), "toynet:home:alice");
    EXPECT_EQ(subject(WA_LINK_CHAIN_STATE, *route), "toynet:main:alice");
    EXPECT_EQ(subject(WA_LINK_COUNTERFACTUAL, *route), "toynet:main:alice");
    auto scheme = *route->scheme;
    scheme.flags |= WA_SCHEME_KEYS_ROTATE;
    auto rotating = *route;
    rotating.scheme = &scheme;
    EXPECT_EQ(subject(WA_LINK_DERIVED, rotating), "toynet:main:alice");
    config.home_chains = {{"other", "other:home"}};
    EXPECT_EQ(subject(WA_LINK_DERIVED, *route), "toynet:main:alice");
}

} // namespace
} // namespace walletauth::signin::tests

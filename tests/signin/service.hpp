// SPDX-License-Identifier: Apache-2.0
// A service with the toy chain, a store whose answers a test can script, and a user who signs.
#pragma once

#include "form_plugin.hpp"

#include <walletauth/hash/keccak.hpp>
#include <walletauth/signin/memory_store.hpp>
#include <walletauth/signin/sign_in.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace walletauth::signin::tests {

inline constexpr Time start{std::chrono::seconds{1'768'478'400}}; // 2026-01-15T12:00:00Z
inline constexpr std::string_view cookie = "0123456789abcdefghijkl";

/// Counts what it is asked, and can be made to fail or to begin anew.
class ScriptedStore final : public ReplayStore {
  public:
    Consumed consume(std::string_view key, std::chrono::seconds ttl,
                     std::string_view value) noexcept override {
        ++consumptions;
        if (is_down) return Consumed::unavailable("it is down");
        auto consumed = memory.consume(key, ttl, value);
        consumed.generation = name;
        return consumed;
    }
    std::expected<std::string, std::string> generation() noexcept override {
        ++questions;
        if (on_question) on_question();
        if (is_down) return std::unexpected(std::string{"it is down"});
        return name;
    }

    MemoryStore memory{system_random()};
    std::string name = "one";
    bool is_down = false;
    std::function<void()> on_question; ///< while it is asked for its generation
    std::atomic<int> consumptions = 0;
    std::atomic<int> questions = 0;
};

/// Answers the toy chain's one question: whose key a name has.
class ScriptedNode final : public EvidenceSource {
  public:
    std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        std::string_view, std::span<const std::string> queries, Deadline) override {
        ++rounds;
        if (is_down) return std::unexpected(std::string{"no node answers"});
        return std::vector(queries.size(), EvidenceAnswer{json::quote(key)});
    }
    std::string key;
    bool is_down = false;
    int rounds = 0;
};

/// The toy chain's user: a key, and its account.
struct User {
    explicit User(std::uint8_t byte) : key(32, byte), account(encode_hex(key)) {}
    [[nodiscard]] std::vector<std::uint8_t> sign(std::string_view message) const {
        Keccak256 hasher;
        hasher.update(key);
        hasher.update(as_bytes(message));
        const auto hash = hasher.finish();
        return {hash.begin(), hash.end()};
    }
    std::vector<std::uint8_t> key;
    std::string account;
};

inline Verifier toy_verifier() {
    const wa_plugin_entry entry = &toy::form_entry;
    auto set = PluginSet::from_entries({&entry, 1});
    EXPECT_TRUE(set) << set.error().message();
    return Verifier{std::make_shared<const PluginSet>(std::move(*set))};
}

inline Config toy_config() {
    Config config;
    config.issuer = "https://login.example";
    config.client_id = "app";
    config.policy.domain = "app.example";
    config.policy.chains = {"toynet:main"};
    config.forms = {"toy-json", "toy-nonce"};
    return config;
}

class Service : public testing::Test {
  protected:
    Service() { open(toy_config()); }

    void open(Config config) {
        auto made = SignIn::make(toy_verifier(), std::move(config), keys, store);
        ASSERT_TRUE(made) << made.error();
        sign_in = std::make_unique<SignIn>(std::move(*made));
    }
    /// What a wallet is given; the text itself.
    [[nodiscard]] std::string text_of(const std::expected<Challenge, Refusal> &challenge) const {
        EXPECT_TRUE(challenge) << challenge.error().check << ": " << challenge.error().detail;
        if (!challenge) return {};
        const auto document = json::Document::parse(challenge->message);
        return std::string{document->root().at(0).text()};
    }
    [[nodiscard]] ChallengeRequest request(std::string_view form = "toy-json") const {
        ChallengeRequest made;
        made.chain = "toynet:main";
        made.scheme = "toy";
        made.form = form;
        made.account = user.account;
        made.statement = "Sign in";
        made.channel = channel;
        return made;
    }
    [[nodiscard]] std::string challenge(std::string_view form = "toy-json") {
        return text_of(sign_in->challenge(request(form), start));
    }
    /// Signs and sends a text; the check or code that refused it, "" for a session.
    std::string accept(const std::string &text, Time now = start,
                       const std::string &form = "toy-json") {
        return accept(text, user.sign(text), now, form);
    }
    std::string accept(const std::string &text, const std::vector<std::uint8_t> &signature,
                       Time now = start, const std::string &form = "toy-json") {
        Attempt attempt;
        attempt.request.chain = "toynet:main";
        attempt.request.scheme = "toy";
        attempt.request.account = claimed.empty() ? std::string_view{user.account} : claimed;
        attempt.request.public_key = user.key;
        attempt.request.message = as_bytes(text);
        attempt.request.signature = signature;
        attempt.form = form;
        attempt.channel = channel;
        attempt.retry_ticket = ticket;
        attempt.evidence_budget = budget;
        const auto result = sign_in->accept(attempt, now, source);
        if (result) {
            session = *result;
            return "";
        }
        refusal = result.error();
        return std::string{refusal.code};
    }

    User user{0x11};
    std::shared_ptr<const KeyRing> keys =
        std::make_shared<const KeyRing>(KeyRing::generate(system_random()));
    std::shared_ptr<ScriptedStore> store = std::make_shared<ScriptedStore>();
    std::unique_ptr<SignIn> sign_in;
    Channel channel{Channel::Kind::cookie, cookie, true};
    std::string claimed; ///< empty: the account of the user's key
    std::string ticket;
    EvidenceSource *source = nullptr;
    EvidenceBudget *budget = nullptr;
    Session session;
    Refusal refusal;
};

/// `text` with its first `from` replaced.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

} // namespace walletauth::signin::tests

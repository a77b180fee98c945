// SPDX-License-Identifier: Apache-2.0
// App: what the daemon answers. It knows no socket: a test or a fuzzer calls `handle`. Internal.
#pragma once

#include "audit.hpp"
#include "counters.hpp"
#include "evidence_limits.hpp"
#include "http.hpp"
#include "parts.hpp"
#include "rate_limits.hpp"
#include "refresh_token.hpp"
#include "seal.hpp"
#include "session_watch.hpp"
#include "store_check.hpp"
#include "visitor.hpp"

#include <walletauth/evidence_source.hpp>
#include <walletauth/signin/generation_cache.hpp>
#include <walletauth/text/json.hpp>

#include <atomic>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace walletauth::daemon {

struct Body;

/// What one request may wait for nodes, from its first question to the last answer.
inline constexpr std::chrono::seconds evidence_time{5};

struct AppOptions {
    /// Takes one JSON object a sign-in, without a line feed. Any thread, one call at a time.
    std::function<void(const std::string &)> audit;
    /// Takes why a request failed, one line, with the id that its problem carries. Any thread.
    std::function<void(const std::string &)> log = [](const std::string &) {};
    std::function<signin::Time()> now;
    /// Asks nodes for one client address; NULL result: nobody is asked.
    std::function<std::unique_ptr<EvidenceSource>(std::string client)> evidence;
    /// Whether there are nodes of a chain. Without any, nobody is asked for it: what only the chain
    /// can tell is refused, and not tried again for ever.
    std::function<bool(std::string_view chain)> has_nodes = [](std::string_view) { return true; };
    std::function<std::size_t()> connections = [] { return std::size_t{0}; };
    std::function<std::string()> more_metrics = [] { return std::string{}; };
};

/// The chain that a request of the wire format names; "" if it names none.
[[nodiscard]] std::string_view chain_of(const json::Value &request) noexcept;

class App {
  public:
    App(std::shared_ptr<const Parts> parts, Lasting lasting, AppOptions options);

    /// Any thread; never throws. Every answer is one of docs/daemon.md.
    [[nodiscard]] HttpResponse handle(const HttpRequest &request) noexcept;
    /// The bytes that a request's body may have.
    [[nodiscard]] static std::size_t body_limit(Side side, std::string_view method,
                                                std::string_view path);
    /// Requests that come from now on are answered with these.
    void replace(std::shared_ptr<const Parts> parts);
    [[nodiscard]] const Lasting &lasting() const noexcept { return lasting_; }

    /// One request under way.
    struct Call {
        const HttpRequest &request;
        std::shared_ptr<const Parts> parts;
        std::string address; ///< of the client, behind proxies
        signin::Time now;
        /// A UUID: in its problem, its audit line and the log. Made when it is first asked for, as
        /// most requests need none.
        [[nodiscard]] const std::string &id() const;
        mutable std::string made_id = {};
        /// What is counted as one client (network.hpp).
        [[nodiscard]] const std::string &prefix() const;
        mutable std::string made_prefix = {};
    };

  private:
    friend struct Routes;
    struct Route;
    [[nodiscard]] HttpResponse answer(const Call &call, const Route &route);
    /// 500, and a line for the operator: a handler ended by an exception.
    [[nodiscard]] HttpResponse broken(const HttpRequest &request, std::string_view what) noexcept;
    [[nodiscard]] HttpResponse preflight(const Call &call, std::string_view method) const;

    void audit(const Call &call, const AuditEvent &event);

    // sign_in_routes.cpp
    [[nodiscard]] HttpResponse challenge(const Call &call);
    [[nodiscard]] HttpResponse sign_in(const Call &call);
    // session_routes.cpp
    [[nodiscard]] HttpResponse session(const Call &call);
    [[nodiscard]] HttpResponse refresh(const Call &call);
    [[nodiscard]] HttpResponse sign_out(const Call &call);
    [[nodiscard]] HttpResponse jwks(const Call &call);
    /// Ends a session: its tokens, its sign-in for sites, and their passes.
    Standing end_session(const Call &call, const Families &family);
    /// The first tokens of one who has just signed in. `id` names the session.
    [[nodiscard]] HttpResponse begin_session(const Call &call, const Body &body,
                                             const signin::Session &session, std::string id);
    /// The answer to both a sign-in and a refresh.
    [[nodiscard]] HttpResponse answer_with_tokens(const Call &call, const SealedFor &of,
                                                  const signin::Session &session,
                                                  const RefreshToken &next);
    [[nodiscard]] std::string access_token(const Call &call, const SealedFor &of,
                                           const signin::Session &session, std::string_view id,
                                           std::string_view json);
    struct Opened {
        std::string text;
        std::string generation;
    };
    /// The store's generation of which a text is good; the store is asked anew, as another daemon
    /// may have seen a new one first. 401 if it is of none, 503 if nobody can tell.
    [[nodiscard]] std::expected<std::string, HttpResponse> generation_of(
        const Call &call, const std::function<bool(const std::string &)> &is_good);
    /// A request that a refresh token stands for.
    struct OfToken {
        const Client *client;
        SealedFor of; ///< without the generation
        RefreshToken token;
        std::string generation;
    };
    /// `event` names the audit line of a token that can't be opened.
    [[nodiscard]] std::expected<OfToken, HttpResponse> admit_token(const Call &call,
                                                                   std::string_view event);
    /// Why a refresh is refused: for its audit line, and for the user.
    struct NotProven {
        std::string_view outcome, check;
        HttpResponse answer;
    };
    [[nodiscard]] std::expected<signin::Session, NotProven> prove_again(const Call &call,
                                                                        const Client &client,
                                                                        const RefreshToken &token,
                                                                        const Families &family);
    /// A sealed text of this client and of the present generation.
    [[nodiscard]] std::expected<Opened, HttpResponse> open_sealed(const Call &call, SealedFor of,
                                                                  std::string_view sealed);
    /// Lets other requests work meanwhile, where the store is not this process's memory. The store
    /// does so itself when it is asked; this is for those who wait for another's question.
    void wait_for_store() const;
    /// Whom to ask about a chain for a client, which lets other requests work meanwhile; NULL:
    /// nobody. `turn`, if there is one, outlives it.
    [[nodiscard]] std::unique_ptr<EvidenceSource> nodes_for(
        const Call &call, std::string_view chain, const EvidenceLimits::Turn *turn = nullptr) const;
    /// The same for a request of the wire format, by its chain.
    [[nodiscard]] std::unique_ptr<EvidenceSource> nodes_for_request(
        const Call &call, std::string_view request,
        const EvidenceLimits::Turn *turn = nullptr) const;
    // forward_routes.cpp
    [[nodiscard]] HttpResponse forward_check(const Call &call);
    [[nodiscard]] HttpResponse forward_begin(const Call &call);
    [[nodiscard]] HttpResponse forward_finish(const Call &call);
    [[nodiscard]] HttpResponse forward_sign_out(const Call &call);
    [[nodiscard]] HttpResponse forward_keys(const Call &call);
    [[nodiscard]] HttpResponse forward_script(const Call &call);
    [[nodiscard]] HttpResponse forward_style(const Call &call);
    /// A user who signs in on the daemon's own page is signed in for sites, too. `request`: what
    /// was accepted; `id` names the session.
    void forward_signed_in(const Call &call, const ClientSettings &client, std::string_view request,
                           const signin::Session &session, std::string id, HttpResponse &response);
    /// Whether the session of a pass has not ended. Asks the store once in a while.
    [[nodiscard]] bool goes_on(const Call &call, const Pass &pass);
    [[nodiscard]] std::optional<Pass> open_pass(const Call &call, const SealedFor &of,
                                                std::optional<std::string_view> sealed) const;
    struct OpenSession {
        std::optional<Pass> pass; ///< nothing: nobody is signed in
        std::string generation;   ///< of the store; empty where it was not asked
    };
    [[nodiscard]] std::expected<OpenSession, HttpResponse> open_session(const Call &call);
    [[nodiscard]] std::expected<bool, HttpResponse> still_stands(const Call &call, Pass &session,
                                                                 std::string_view generation);
    [[nodiscard]] std::string seal_session(const Call &call, std::string_view generation,
                                           const Pass &session) const;
    // routes.cpp
    [[nodiscard]] HttpResponse verify(const Call &call);
    [[nodiscard]] HttpResponse account(const Call &call);
    [[nodiscard]] HttpResponse schemes(const Call &call);
    [[nodiscard]] HttpResponse description(const Call &call);
    [[nodiscard]] HttpResponse health(const Call &call);
    [[nodiscard]] HttpResponse ready(const Call &call);
    [[nodiscard]] HttpResponse metrics(const Call &call);

    std::atomic<std::shared_ptr<const Parts>> parts_;
    Lasting lasting_;
    Sealer sealer_;
    AppOptions options_;
    Counters counters_;
    RateLimit challenges_;
    RateLimit sign_ins_;
    RateLimit refreshes_;
    RateLimit sessions_;
    mutable EvidenceLimits evidence_;
    signin::GenerationCache generation_; ///< of the store of sessions
    SessionWatch watch_;
    StoreCheck store_check_;
    std::mutex audit_mutex_;
};

} // namespace walletauth::daemon

// SPDX-License-Identifier: Apache-2.0
// App: what the daemon answers. It knows no socket: a test or a fuzzer calls `handle`. Internal.
#pragma once

#include "counters.hpp"
#include "http.hpp"
#include "parts.hpp"
#include "rate_limits.hpp"
#include "seal.hpp"

#include <walletauth/evidence_source.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace walletauth::daemon {

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
    std::function<std::size_t()> connections = [] { return std::size_t{0}; };
    std::function<std::string()> more_metrics = [] { return std::string{}; };
};

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
        std::string id; ///< a UUID: in its problem, its audit line and the log
    };

  private:
    friend struct Routes;
    [[nodiscard]] HttpResponse answer(const Call &call);
    [[nodiscard]] HttpResponse preflight(const Call &call) const;

    // sign_in_routes.cpp
    [[nodiscard]] HttpResponse challenge(const Call &call);
    [[nodiscard]] HttpResponse sign_in(const Call &call);
    [[nodiscard]] HttpResponse session(const Call &call);
    // routes.cpp
    [[nodiscard]] HttpResponse verify(const Call &call);
    [[nodiscard]] HttpResponse account(const Call &call);
    [[nodiscard]] HttpResponse schemes(const Call &call);
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
    std::mutex audit_mutex_;
};

} // namespace walletauth::daemon

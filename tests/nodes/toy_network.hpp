// SPDX-License-Identifier: Apache-2.0
// Some nodes of the toy chain, a resolver that asks them, and a verifier that asks the resolver.
#pragma once

#include "toy_chain.hpp"

#include <walletauth/resolver.hpp>
#include <walletauth/verifier.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace toy {

/// A part of each endpoint's URL, as a provider's key is: it must be seen nowhere.
inline constexpr std::string_view secret = "5ecretKey";

class Network {
  public:
    explicit Network(std::size_t nodes = 3);
    /// Checks that the secret is in no log, no metric and no answer.
    ~Network();

    [[nodiscard]] walletauth::tests::MockNode &node(std::size_t i) { return *nodes_[i]; }
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }
    /// A node's state from now on.
    void set(std::size_t i, const Chain &chain);
    void set_all(const Chain &chain);
    /// Ends the node's server, which refuses connections then; and starts it again.
    void stop(std::size_t i);
    void start(std::size_t i);
    [[nodiscard]] std::size_t asked(std::string_view method = "key_of") const;

    /// Lines in the table of the chain; the whole file. Endpoints are named a, b, c.
    std::string settings;
    std::string endpoint_settings;             ///< lines for each endpoint
    std::vector<std::string> settings_of_each; ///< lines for the first, the second...
    [[nodiscard]] std::string file() const;

    /// A resolver that knows nothing yet.
    void open();
    /// For pauses of endpoints alone: the time that requests have is the real one.
    void let_pass(std::chrono::milliseconds time) { passed_ += time.count(); }
    [[nodiscard]] walletauth::Resolver &resolver() { return *resolver_; }

    std::string client; ///< who asks, for `verify`; empty: nobody knows
    /// Of "alice", who signed with `key` of toy_chain.hpp: "valid", or status and reason.
    std::string verify(const std::string &name = "alice",
                       std::chrono::milliseconds time = std::chrono::seconds{5}, int steps = 1);
    [[nodiscard]] const std::string &last_answer() const noexcept { return last_answer_; }
    /// One query of the toy chain at the pinned block; the text of the answer, or "none: why".
    std::string fetch(const std::string &name,
                      std::chrono::milliseconds time = std::chrono::seconds{5});

    /// All lines since the resolver was opened.
    [[nodiscard]] std::string log() const;
    /// The value of a line of the metrics, such as `walletauth_rpc_breaker{...endpoint="a"...}`: of
    /// the first that has all `labels` in it; "" without one.
    [[nodiscard]] std::string metric(std::string_view name,
                                     std::vector<std::string_view> labels) const;

  private:
    std::vector<Chain> chains_;
    std::vector<std::unique_ptr<walletauth::tests::MockNode>> nodes_;
    std::vector<std::uint16_t> ports_;
    walletauth::Verifier verifier_;
    mutable std::mutex mutex_;
    std::string log_;
    std::atomic<std::int64_t> passed_ = 0; // ms
    std::string last_answer_;
    std::unique_ptr<walletauth::Resolver> resolver_; // its thread logs
};

/// A name of the toy chain for each number.
[[nodiscard]] std::string name_of(std::size_t number);

} // namespace toy

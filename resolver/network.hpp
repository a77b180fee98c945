// SPDX-License-Identifier: Apache-2.0
// All chains of one file, with the thread that asks them. Internal.
#pragma once

#include "answer_cache.hpp"
#include "config.hpp"
#include "context.hpp"
#include "pin_round.hpp"
#include "pin_table.hpp"
#include "question.hpp"
#include "waiting.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::resolver {

/// A chain's endpoints, and what is being asked of them. Members marked so are for the event loop.
struct Chain {
    Chain(Context &context, const ChainConfig &config);

    const ChainConfig &config;
    PinTable pins;                                                           // any thread
    std::vector<std::unique_ptr<Endpoint>> endpoints;                        // loop
    std::map<std::string, std::shared_ptr<Question>, std::less<>> questions; // loop; by query
    std::shared_ptr<PinRound> pin_round;                                     // loop

    std::mutex slow_mutex;
    /// Code that took too long, by the client who had it run, until when. Of himself alone: an
    /// account may run what its signature names, so a stranger makes anybody's code slow.
    std::map<std::pair<std::string, std::string>, Clock::time_point> slow;
};

class Network {
  public:
    /// `clock`: by which endpoints are left alone; empty: the real time.
    Network(Config config, Metrics &metrics, Log &log, std::function<Clock::time_point()> clock);
    /// Ends the thread; whoever waits gets no answer at its deadline.
    ~Network();
    Network(const Network &) = delete;
    Network &operator=(const Network &) = delete;

    [[nodiscard]] const Config &config() const noexcept { return config_; }
    /// NULL if the file does not have it.
    [[nodiscard]] Chain *find(std::string_view chain) const;

    /// These: any thread; they wait.
    [[nodiscard]] std::expected<std::string, std::string> pin(Chain &chain,
                                                              Clock::time_point deadline);
    [[nodiscard]] std::vector<ChainReadiness> readiness(Clock::time_point deadline);
    /// Answers in the order of the queries; an error for all if one has none. `client` asks, and
    /// may be empty; `may_ask` is asked once if a node must be.
    [[nodiscard]] std::expected<std::vector<EvidenceAnswer>, std::string> fetch(
        Chain &chain, std::span<const std::string> queries, Clock::time_point deadline,
        std::string_view client, const std::function<std::optional<std::string>()> &may_ask);

  private:
    using Wait = std::function<void(const Answered &)>;
    [[nodiscard]] std::optional<std::string> slow_fault(Chain &chain, const Query &query,
                                                        std::string_view client);
    void ask(Chain &chain, const std::shared_ptr<const Query> &query, const std::string &client,
             Clock::time_point deadline, Wait wait);
    void remember_slow(Chain &chain, const Query &query, const std::string &client);
    [[nodiscard]] std::shared_ptr<Waiting<Pinned>> begin_pin(Chain &chain,
                                                             Clock::time_point deadline);
    void join_pin(Chain &chain, Clock::time_point deadline,
                  std::function<void(const Pinned &)> waiter);
    [[nodiscard]] QuestionPlace place(Chain &chain) {
        return {context_, chain.config, chain.endpoints};
    }

    Config config_;
    EventLoop loop_;
    Context context_;
    AnswerCache cache_;
    std::map<std::string, std::unique_ptr<Chain>, std::less<>> chains_;
};

} // namespace walletauth::resolver

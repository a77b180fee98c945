// SPDX-License-Identifier: Apache-2.0
// One query, asked of endpoints until a quorum has answered it. Internal; all of it is for the
// event loop's thread.
#pragma once

#include "endpoint.hpp"
#include "quorum.hpp"

#include <walletauth/evidence_source.hpp>

#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace walletauth::resolver {

/// How long a request may wait and run. Not until its caller's deadline: others may join him, who
/// have more time, and a cut answer would be missing for them.
constexpr std::chrono::seconds shared_time{4};

using Answered = std::expected<EvidenceAnswer, std::string>;

/// Of the chain whose endpoints are asked.
struct QuestionPlace {
    Context &context;
    const ChainConfig &chain;
    std::span<const std::unique_ptr<Endpoint>> endpoints;
};

class Question : public std::enable_shared_from_this<Question> {
  public:
    /// `pin`: where the query stands, if that is known. `head`: where a quorum of nodes was, of a
    /// chain whose queries stand at no block.
    Question(QuestionPlace place, std::shared_ptr<const Query> query, std::optional<ChainBlock> pin,
             std::optional<ChainBlock> head);

    /// Another one who waits for the answer, until `deadline`.
    void join(Clock::time_point deadline, std::function<void(const Answered &)> waiter);
    /// Once, after the first has joined. `done` comes before the waiters have their answer.
    void start(std::function<void(const Answered &, bool is_block_missing)> done);
    /// Called if there is no answer, and what the query runs took too long on an endpoint that is
    /// well. May come after `done`.
    std::function<void()> on_slow;

  private:
    struct Seat { // what an endpoint was asked
        int asked = 0;
        bool is_waited_for = false;
        bool may_be_asked_again = false;   ///< its fault may pass
        std::chrono::milliseconds pause{}; ///< until then; 0: a random one
        bool is_block_missing = false;
        bool is_slow = false;
        std::shared_ptr<const Envelope> answer;
    };

    [[nodiscard]] std::size_t outstanding() const;
    [[nodiscard]] std::optional<std::size_t> best_unasked() const;
    [[nodiscard]] bool may_ask_again(std::size_t seat) const;
    bool ask_one();
    bool ask_again();
    void ask(std::size_t seat);
    void arm_hedge();
    void on_reply(std::size_t seat, Reply reply);
    void on_answer(std::size_t seat, Reply reply);
    void check_height_still(std::size_t seat, const ChainBlock &pin, Reply reply);
    void vote(std::size_t seat, Reply reply);
    void on_fault(std::size_t seat, const Reply &reply);
    void go_on();
    void count_minority(std::size_t vote);
    void finish(Answered answer);
    [[nodiscard]] std::string why_none() const;

    QuestionPlace place_;
    std::shared_ptr<const Query> query_;
    std::shared_ptr<const Query> query_at_height_; ///< for endpoints that take no hash
    std::optional<ChainBlock> pin_;
    std::optional<ChainBlock> head_;
    Quorum quorum_;
    std::vector<Seat> seats_;
    std::vector<std::size_t> voters_; ///< the seat of each vote
    std::vector<std::function<void(const Answered &)>> waiters_;
    std::function<void(const Answered &, bool)> done_;
    Clock::time_point deadline_{};
    EventLoop::Timer deadline_timer_ = 0;
    EventLoop::Timer hedge_timer_ = 0;
    std::size_t pauses_ = 0; ///< retries that wait for their time
    std::string last_fault_;
    bool is_over_ = false;
};

} // namespace walletauth::resolver

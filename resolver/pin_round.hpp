// SPDX-License-Identifier: Apache-2.0
// Choosing a block that a quorum of endpoints has: heads first, then the hash of one height.
// Internal; all of it is for the event loop's thread.
#pragma once

#include "question.hpp"

#include <chrono>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace walletauth::resolver {

using Pinned = std::expected<ChainBlock, std::string>;

/// What a head says, for choosing heights.
struct HeadVote {
    std::string_view operator_name;
    bool is_verified = false;
    std::uint64_t height = 0;
};

/// The heights where a pin may stand, the highest first: at least `quorum` operators (or a verified
/// endpoint) have reached each, and it is `below` under a head. One who claims too much changes
/// nothing, as he alone has reached that.
[[nodiscard]] std::vector<std::uint64_t> candidate_heights(std::span<const HeadVote> heads,
                                                           std::size_t quorum, std::uint64_t below);

/// Why a block of this time is too old or of the future; nothing if it is neither. Seconds since
/// 1970; `most` 0: any age.
[[nodiscard]] std::optional<std::string> age_fault(std::int64_t time, std::int64_t now,
                                                   std::chrono::seconds most);

class PinRound : public std::enable_shared_from_this<PinRound> {
  public:
    explicit PinRound(QuestionPlace place);

    void join(Clock::time_point deadline, std::function<void(const Pinned &)> waiter);
    void start(std::function<void(const Pinned &)> done);

  private:
    void ask(std::size_t endpoint, const std::string &query,
             std::function<void(std::optional<ChainBlock>)> done);
    void on_head(std::size_t endpoint, std::optional<ChainBlock> block);
    void choose();
    void begin_height(std::uint64_t height);
    void on_block(std::size_t endpoint, std::uint64_t height,
                  const std::optional<ChainBlock> &block);
    void try_next_height();
    void finish(Pinned pinned);

    QuestionPlace place_;
    std::vector<std::optional<ChainBlock>> heads_;
    std::size_t heads_left_ = 0;
    bool has_grace_passed_ = false;
    std::vector<std::uint64_t> heights_; ///< that are still to be tried, the next one last
    std::vector<std::uint64_t> tried_;
    struct Height { // whose hashes are asked for
        std::uint64_t height = 0;
        Quorum quorum;
        std::vector<ChainBlock> blocks; ///< of each vote
        std::size_t left = 0;
    };
    std::unique_ptr<Height> now_; ///< none: heads are not there yet
    std::vector<std::function<void(const Pinned &)>> waiters_;
    std::function<void(const Pinned &)> done_;
    Clock::time_point deadline_{};
    EventLoop::Timer deadline_timer_ = 0;
    EventLoop::Timer grace_timer_ = 0;
    std::string why_ = "no endpoint can be asked now";
    bool is_over_ = false;
};

} // namespace walletauth::resolver

// SPDX-License-Identifier: Apache-2.0
#include "pin_round.hpp"

#include "wall_clock.hpp"

#include <algorithm>
#include <set>

namespace walletauth::resolver {
namespace {

/// How long is waited for more heads when a quorum's are there.
constexpr std::chrono::milliseconds grace{250};
constexpr std::size_t most_heights = 8;
/// By how much a block's time may be ahead of this host's clock.
constexpr std::int64_t most_ahead = 120;

std::string form_of(const ChainBlock &block) {
    return std::to_string(block.height) + ' ' + std::to_string(block.time) + ' ' + block.hash;
}

bool is_reached(std::span<const HeadVote> heads, std::size_t quorum, std::uint64_t height) {
    std::set<std::string_view> operators;
    for (const auto &head : heads) {
        if (head.height < height) continue;
        if (head.is_verified) return true;
        operators.insert(head.operator_name);
    }
    return operators.size() >= quorum;
}

} // namespace

std::vector<std::uint64_t> candidate_heights(std::span<const HeadVote> heads, std::size_t quorum,
                                             std::uint64_t below) {
    std::vector<std::uint64_t> heights;
    for (const auto &head : heads) {
        if (head.height >= below && is_reached(heads, quorum, head.height))
            heights.push_back(head.height - below);
    }
    std::ranges::sort(heights, std::greater{});
    const auto same = std::ranges::unique(heights);
    heights.erase(same.begin(), same.end());
    if (heights.size() > most_heights) heights.resize(most_heights);
    return heights;
}

std::optional<std::string> age_fault(std::int64_t time, std::int64_t now,
                                     std::chrono::seconds most) {
    if (most.count() == 0) return std::nullopt;
    if (time < now && now - time > most.count()) {
        return "the head is " + std::to_string(now - time) + " s old, at most " +
               std::to_string(most.count()) + " s are allowed (max_age_s)";
    }
    if (time > now && time - now > most_ahead) {
        return "the head's time is " + std::to_string(time - now) + " s ahead of this host's clock";
    }
    return std::nullopt;
}

PinRound::PinRound(QuestionPlace place) : place_(place), heads_(place.endpoints.size()) {}

void PinRound::join(Clock::time_point deadline, std::function<void(const Pinned &)> waiter) {
    waiters_.push_back(std::move(waiter));
    if (deadline <= deadline_) return;
    deadline_ = deadline;
    place_.context.loop.cancel(deadline_timer_);
    deadline_timer_ = place_.context.loop.at(deadline, [self = shared_from_this()] {
        self->finish(std::unexpected("the time is over; " + self->why_));
    });
}

void PinRound::start(std::function<void(const Pinned &)> done) {
    done_ = std::move(done);
    const auto query = place_.chain.nodes->head_query(place_.chain.pin.level);
    const auto now = place_.context.pause_now();
    for (std::size_t i = 0; query && i < place_.endpoints.size(); ++i) {
        if (!place_.endpoints[i]->can_be_asked(now)) continue;
        ++heads_left_;
        ask(i, *query,
            [this, i](std::optional<ChainBlock> block) { on_head(i, std::move(block)); });
    }
    if (heads_left_ == 0) return finish(std::unexpected(why_));
    why_ = "not enough endpoints say which head they have";
}

void PinRound::ask(std::size_t index, const std::string &text,
                   std::function<void(std::optional<ChainBlock>)> done) {
    auto query = Query::read(text);
    if (!query) return place_.context.loop.post([done = std::move(done)] { done(std::nullopt); });
    place_.endpoints[index]->ask(
        {.query = std::make_shared<const Query>(std::move(*query)),
         .deadline = Clock::now() + shared_time,
         .is_wanted = [self = shared_from_this()] { return !self->is_over_; },
         .done =
             [self = shared_from_this(), done = std::move(done)](const Reply &reply) {
                 if (self->is_over_) return;
                 if (reply.kind != ReplyKind::result) return done(std::nullopt);
                 done(self->place_.chain.nodes->read_block(reply.envelope->value()));
             }});
}

void PinRound::on_head(std::size_t index, std::optional<ChainBlock> block) {
    heads_[index] = std::move(block);
    --heads_left_;
    if (heads_left_ == 0 || has_grace_passed_) return choose();
    if (grace_timer_ != 0) return;
    grace_timer_ = place_.context.loop.after(grace, [self = shared_from_this()] {
        self->has_grace_passed_ = true;
        if (!self->is_over_) self->choose();
    });
}

/// The heights that the heads known now allow, without those that were tried.
void PinRound::choose() {
    std::vector<HeadVote> votes;
    for (std::size_t i = 0; i < heads_.size(); ++i) {
        const auto &config = place_.endpoints[i]->config();
        if (const auto &head = heads_[i])
            votes.push_back({config.operator_name, config.is_verified, head->height});
    }
    heights_ = candidate_heights(votes, place_.chain.quorum, place_.chain.pin.below);
    std::erase_if(heights_, [&](std::uint64_t height) {
        return std::ranges::find(tried_, height) != tried_.end();
    });
    std::ranges::reverse(heights_);
    if (!now_) try_next_height();
}

void PinRound::try_next_height() {
    now_.reset();
    if (heights_.empty() || tried_.size() >= most_heights) {
        if (heads_left_ == 0) finish(std::unexpected(why_));
        return; // another head may come
    }
    const auto height = heights_.back();
    heights_.pop_back();
    tried_.push_back(height);
    begin_height(height);
}

/// "A quorum of equal hashes among all endpoints": whoever has said that it has the height is
/// asked.
void PinRound::begin_height(std::uint64_t height) {
    why_ = "no quorum has one hash at height " + std::to_string(height);
    now_ = std::make_unique<Height>(Height{height, Quorum(place_.chain.quorum), {}, 0});
    const auto time = place_.context.pause_now();
    for (std::size_t i = 0; i < heads_.size(); ++i) {
        const auto &head = heads_[i];
        if (!head || head->height < height) continue;
        if (head->height == height) { // it has said it already
            ++now_->left;
            place_.context.loop.post([self = shared_from_this(), i, height, block = *head] {
                self->on_block(i, height, block);
            });
        } else if (place_.endpoints[i]->can_be_asked(time)) {
            ++now_->left;
            ask(i, place_.chain.nodes->block_query(height),
                [this, i, height](const std::optional<ChainBlock> &block) {
                    on_block(i, height, block);
                });
        }
    }
    if (now_->left == 0) try_next_height();
}

void PinRound::on_block(std::size_t index, std::uint64_t height,
                        const std::optional<ChainBlock> &block) {
    if (is_over_ || !now_ || now_->height != height) return;
    --now_->left;
    if (block && block->height == height) {
        const auto &config = place_.endpoints[index]->config();
        now_->blocks.push_back(*block);
        if (now_->quorum.add({.endpoint = index,
                              .operator_name = config.operator_name,
                              .is_verified = config.is_verified,
                              .is_error = false,
                              .form = form_of(*block)})) {
            const auto chosen = now_->blocks[now_->quorum.decision().value_or(0)];
            const auto fault = age_fault(chosen.time, unix_now(), place_.chain.max_age);
            if (!fault) return finish(chosen);
            why_ = *fault;
            return try_next_height();
        }
    }
    if (now_->left == 0) try_next_height();
}

void PinRound::finish(Pinned pinned) {
    if (is_over_) return;
    is_over_ = true;
    place_.context.loop.cancel(deadline_timer_);
    place_.context.loop.cancel(grace_timer_);
    if (!pinned)
        pinned = std::unexpected("no block of " + place_.chain.chain + ": " + pinned.error());
    auto waiters = std::move(waiters_);
    auto done = std::move(done_);
    waiters_.clear();
    if (done) done(pinned);
    for (const auto &waiter : waiters)
        waiter(pinned);
}

} // namespace walletauth::resolver

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
    const auto now = Clock::now();
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
         .deadline = deadline_,
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
        if (heads_[i])
            votes.push_back({config.operator_name, config.is_verified, heads_[i]->height});
    }
    heights_ = candidate_heights(votes, place_.chain.quorum, place_.chain.pin.below);
    std::erase_if(heights_, [&](std::uint64_t height) {
        return std::ranges::find(tried_, height) != tried_.end();
    });
    std::ranges::reverse(heights_);
    if (!height_) try_next_height();
}

void PinRound::try_next_height() {
    height_.reset();
    if (heights_.empty() || tried_.size() >= most_heights) {
        if (heads_left_ == 0) finish(std::unexpected(why_));
        return; // another head may come
    }
    height_ = heights_.back();
    heights_.pop_back();
    tried_.push_back(*height_);
    begin_height();
}

/// "A quorum of equal hashes among all endpoints": whoever has said that it has the height is
/// asked.
void PinRound::begin_height() {
    why_ = "no quorum has one hash at height " + std::to_string(*height_);
    quorum_.emplace(place_.chain.quorum);
    blocks_.clear();
    blocks_left_ = 0;
    const auto height = *height_;
    const auto now = Clock::now();
    std::vector<std::size_t> known;
    for (std::size_t i = 0; i < heads_.size(); ++i) {
        if (!heads_[i] || heads_[i]->height < height) continue;
        const bool has_said = heads_[i]->height == height;
        if (!has_said && !place_.endpoints[i]->can_be_asked(now)) continue;
        ++blocks_left_;
        if (has_said) {
            known.push_back(i);
            continue;
        }
        ask(i, place_.chain.nodes->block_query(height),
            [this, i, height](std::optional<ChainBlock> block) {
                on_block(i, height, std::move(block));
            });
    }
    for (const auto i : known) {
        place_.context.loop.post([self = shared_from_this(), i, height] {
            if (!self->is_over_) self->on_block(i, height, self->heads_[i]);
        });
    }
    if (blocks_left_ == 0) try_next_height();
}

void PinRound::on_block(std::size_t index, std::uint64_t height, std::optional<ChainBlock> block) {
    if (is_over_ || height_ != height) return;
    --blocks_left_;
    if (block && block->height == height) {
        const auto &config = place_.endpoints[index]->config();
        blocks_.push_back(*block);
        const bool decides = quorum_->add({.endpoint = index,
                                           .operator_name = config.operator_name,
                                           .is_verified = config.is_verified,
                                           .is_error = false,
                                           .form = form_of(*block)});
        if (decides) {
            const auto &chosen = blocks_[*quorum_->decision()];
            const auto fault = age_fault(chosen.time, unix_now(), place_.chain.max_age);
            if (!fault) return finish(chosen);
            why_ = *fault;
            return try_next_height();
        }
    }
    if (blocks_left_ == 0) try_next_height();
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

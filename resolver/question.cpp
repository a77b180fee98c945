// SPDX-License-Identifier: Apache-2.0
#include "question.hpp"

#include <algorithm>
#include <set>

namespace walletauth::resolver {
namespace {

constexpr std::chrono::milliseconds missing_block_pause{200};
/// Behind the time that an endpoint named, so that it is not asked a moment too early.
constexpr std::chrono::milliseconds after_limit{20};
constexpr int shortest_jitter_ms = 50;
constexpr int longest_jitter_ms = 200;

} // namespace

Question::Question(QuestionPlace place, std::shared_ptr<const Query> query,
                   std::optional<ChainBlock> pin, std::optional<ChainBlock> head)
    : place_(place), query_(std::move(query)), pin_(std::move(pin)), head_(std::move(head)),
      quorum_(place.chain.quorum), seats_(place.endpoints.size()) {
    if (!pin_) return;
    if (auto text = place_.chain.nodes->at_height(query_->root(), *pin_)) {
        auto other = Query::read(*text);
        if (other) query_at_height_ = std::make_shared<const Query>(std::move(*other));
    }
}

void Question::join(Clock::time_point deadline, std::function<void(const Answered &)> waiter) {
    waiters_.push_back(std::move(waiter));
    if (deadline <= deadline_) return;
    deadline_ = deadline;
    place_.context.loop.cancel(deadline_timer_);
    deadline_timer_ = place_.context.loop.at(deadline, [self = shared_from_this()] {
        self->finish(std::unexpected("the time is over; " + self->why_none()));
    });
}

void Question::start(std::function<void(const Answered &, bool)> done) {
    done_ = std::move(done);
    go_on();
    if (!is_over_) arm_hedge();
}

std::size_t Question::outstanding() const {
    std::set<std::string_view> operators;
    for (std::size_t i = 0; i < seats_.size(); ++i) {
        if (seats_[i].is_waited_for) operators.insert(place_.endpoints[i]->config().operator_name);
    }
    return operators.size();
}

/// Verified before others, healthy before others, then who was quicker of late; ties at random.
std::optional<std::size_t> Question::best_unasked() const {
    const auto now = place_.context.pause_now();
    const auto rank = [&](const Endpoint &endpoint) {
        return std::tuple{!endpoint.config().is_verified, !endpoint.is_healthy(now),
                          endpoint.latency().mean()};
    };
    std::optional<std::size_t> best;
    std::size_t ties = 1;
    for (std::size_t i = 0; i < seats_.size(); ++i) {
        const auto &endpoint = *place_.endpoints[i];
        if (seats_[i].asked > 0 || !endpoint.can_be_asked(now)) continue;
        if (best && rank(endpoint) == rank(*place_.endpoints[*best])) {
            if (place_.context.random() % ++ties == 0) best = i;
        } else if (!best || rank(endpoint) < rank(*place_.endpoints[*best])) {
            best = i;
            ties = 1;
        }
    }
    return best;
}

bool Question::ask_one() {
    const auto seat = best_unasked();
    if (seat) ask(*seat);
    return seat.has_value();
}

bool Question::may_ask_again(std::size_t seat) const {
    if (!seats_[seat].may_be_asked_again || seats_[seat].asked != 1) return false;
    const auto pause = seats_[seat].pause;
    return Clock::now() + pause < deadline_ &&
           place_.endpoints[seat]->can_be_asked(place_.context.pause_now() + pause);
}

/// Nobody is left who was not asked: those whose fault may pass get a second chance.
bool Question::ask_again() {
    for (std::size_t i = 0; i < seats_.size(); ++i) {
        if (!may_ask_again(i)) continue;
        auto &seat = seats_[i];
        seat.may_be_asked_again = false;
        std::uniform_int_distribution<int> jitter(shortest_jitter_ms, longest_jitter_ms);
        const auto pause = seat.pause.count() > 0
                               ? seat.pause
                               : std::chrono::milliseconds(jitter(place_.context.random));
        ++pauses_;
        place_.context.loop.after(pause, [self = shared_from_this(), i] {
            --self->pauses_;
            if (!self->is_over_) self->ask(i);
        });
        return true;
    }
    return false;
}

void Question::ask(std::size_t index) {
    auto &seat = seats_[index];
    auto &endpoint = *place_.endpoints[index];
    ++seat.asked;
    seat.is_waited_for = true;
    const bool is_by_number = endpoint.config().is_by_number && query_at_height_;
    endpoint.ask({.query = is_by_number ? query_at_height_ : query_,
                  .deadline = Clock::now() + shared_time,
                  .is_wanted = [self = shared_from_this()] { return !self->is_over_; },
                  .done = [self = shared_from_this(),
                           index](Reply reply) { self->on_reply(index, std::move(reply)); }});
}

void Question::arm_hedge() {
    Latency::Duration longest{};
    for (std::size_t i = 0; i < seats_.size(); ++i) {
        if (seats_[i].is_waited_for)
            longest = std::max(longest, place_.endpoints[i]->latency().hedge());
    }
    if (longest == Latency::Duration{}) longest = Latency{}.hedge();
    hedge_timer_ = place_.context.loop.after(longest, [self = shared_from_this()] {
        self->hedge_timer_ = 0;
        if (self->is_over_) return;
        if (self->ask_one()) self->arm_hedge();
    });
}

void Question::on_reply(std::size_t index, Reply reply) {
    if (reply.is_answer()) return on_answer(index, std::move(reply));
    on_fault(index, reply);
}

void Question::on_answer(std::size_t index, Reply reply) {
    const auto &endpoint = *place_.endpoints[index];
    const auto &nodes = *place_.chain.nodes;
    const bool is_by_number = endpoint.config().is_by_number && query_at_height_;
    if (const auto &stand = pin_ ? pin_ : head_) {
        const auto &query = is_by_number ? *query_at_height_ : *query_;
        const auto fault = nodes.misplaced(query.root(), reply.envelope->value(), *stand,
                                           place_.chain.shows_height);
        if (fault) {
            place_.context.log.write(ResolverLogLevel::warning, place_.chain.chain,
                                     endpoint.config().name, query_->method(), "fault: " + *fault);
            seats_[index].is_waited_for = false;
            return on_fault(index, no_answer(ReplyKind::fault, *fault));
        }
        if (is_by_number) return check_height_still(index, *stand, std::move(reply));
    }
    seats_[index].is_waited_for = false;
    vote(index, std::move(reply));
}

/// Asked by number: the number must still have the pinned hash when the answer is there.
void Question::check_height_still(std::size_t index, const ChainBlock &pin, Reply reply) {
    auto query = Query::read(place_.chain.nodes->block_query(pin.height));
    if (!query)
        return on_fault(index, no_answer(ReplyKind::fault, "its block cannot be asked for"));
    auto again = [self = shared_from_this(), index,
                  reply = std::move(reply)](const Reply &block) mutable {
        self->seats_[index].is_waited_for = false;
        if (block.kind != ReplyKind::result) return self->on_fault(index, block);
        const auto now = self->place_.chain.nodes->read_block(block.envelope->value());
        if (now != self->pin_) {
            return self->on_fault(index, no_answer(ReplyKind::missing_block,
                                                   "its block of that height is another one"));
        }
        self->vote(index, std::move(reply));
    };
    place_.endpoints[index]->ask(
        {.query = std::make_shared<const Query>(std::move(*query)),
         .deadline = Clock::now() + shared_time,
         .is_wanted = [self = shared_from_this()] { return !self->is_over_; },
         .done = std::move(again)});
}

void Question::vote(std::size_t index, Reply reply) {
    const auto &config = place_.endpoints[index]->config();
    const bool is_error = reply.kind == ReplyKind::semantic;
    const auto value = reply.envelope->value();
    seats_[index].answer = std::move(reply.envelope);
    auto form =
        is_error ? std::move(reply.name)
                 : place_.chain.nodes->equal_form(query_->root(), value, pin_ ? &*pin_ : nullptr);
    const bool was_decided = quorum_.decision().has_value();
    const auto vote = voters_.size();
    voters_.push_back(index);
    const bool decides = quorum_.add({.endpoint = index,
                                      .operator_name = config.operator_name,
                                      .is_verified = config.is_verified,
                                      .is_error = is_error,
                                      .form = std::move(form),
                                      .size = value.source().size()});
    if (was_decided) return count_minority(vote);
    if (!decides) return go_on();
    for (std::size_t i = 0; i < voters_.size(); ++i)
        count_minority(i);
    const auto &chosen = quorum_.votes()[quorum_.decision().value_or(0)];
    const auto &envelope = *seats_[chosen.endpoint].answer;
    finish(EvidenceAnswer{std::string{envelope.value().source()},
                          envelope.is_error() ? std::uint32_t{WA_EVIDENCE_ERROR}
                                              : WA_EVIDENCE_RESULT});
}

void Question::count_minority(std::size_t vote) {
    if (!quorum_.is_against(vote)) return;
    const bool is_users_code = !place_.chain.nodes->runs_code_of(query_->root()).empty();
    place_.endpoints[voters_[vote]]->disagree(is_users_code);
}

void Question::on_fault(std::size_t index, const Reply &reply) {
    auto &seat = seats_[index];
    seat.is_waited_for = false;
    seat.is_block_missing = reply.kind == ReplyKind::missing_block;
    seat.is_slow = reply.kind == ReplyKind::slow && reply.is_endpoint_well;
    // Who took too long is not asked the same again.
    seat.may_be_asked_again = reply.kind != ReplyKind::timeout && reply.kind != ReplyKind::slow;
    if (seat.is_block_missing) seat.pause = missing_block_pause;
    if (reply.kind == ReplyKind::overloaded)
        seat.pause = reply.retry_after.value_or(std::chrono::seconds(1)) + after_limit;
    last_fault_ = place_.endpoints[index]->config().name + ": " + reply.what;
    if (!is_over_) return go_on();
    if (seat.is_slow && !quorum_.decision() && on_slow) on_slow();
}

/// Asks as many as are missing, and ends it where nobody is left.
void Question::go_on() {
    if (is_over_) return;
    const std::size_t needed = place_.chain.quorum;
    while (!is_over_ && quorum_.best() + outstanding() + pauses_ < needed) {
        if (!ask_one() && !ask_again()) break;
    }
    if (!is_over_ && outstanding() == 0 && pauses_ == 0) finish(std::unexpected(why_none()));
}

std::string Question::why_none() const {
    std::string out = "no quorum of " + std::to_string(place_.chain.quorum) + " for " +
                      query_->method() + " on " + place_.chain.chain;
    if (quorum_.is_split()) out += "; results differ";
    if (!last_fault_.empty()) out += "; last fault: " + last_fault_;
    const bool was_asked =
        std::ranges::any_of(seats_, [](const Seat &seat) { return seat.asked > 0; });
    if (!was_asked) out += "; no endpoint can be asked now";
    return out;
}

void Question::finish(Answered answer) {
    if (is_over_) return;
    is_over_ = true;
    place_.context.loop.cancel(deadline_timer_);
    place_.context.loop.cancel(hedge_timer_);
    const bool is_missing =
        std::ranges::any_of(seats_, [](const Seat &seat) { return seat.is_block_missing; });
    auto waiters = std::move(waiters_);
    auto done = std::move(done_);
    waiters_.clear();
    const bool is_slow = std::ranges::any_of(seats_, [](const Seat &seat) { return seat.is_slow; });
    if (done) done(answer, is_missing && !answer);
    if (is_slow && !answer && on_slow) on_slow();
    for (const auto &waiter : waiters)
        waiter(answer);
}

} // namespace walletauth::resolver

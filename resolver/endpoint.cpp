// SPDX-License-Identifier: Apache-2.0
#include "endpoint.hpp"

#include <algorithm>

namespace walletauth::resolver {
namespace {

constexpr std::chrono::minutes identity_age{10};
/// Of connections that a server closes after each answer, not every one is a new pool's.
constexpr std::chrono::seconds identity_grace{1};
/// A request that was given less time than this says nothing of the endpoint if it is not answered.
constexpr std::chrono::milliseconds telling_time{1000};
constexpr std::chrono::seconds longest_retry_after{60};
constexpr std::chrono::seconds usual_retry_after{1};
constexpr std::chrono::minutes disagreement_window{10};
constexpr std::chrono::minutes disagreement_pause{5};
constexpr std::size_t most_disagreements = 3;

std::string_view reference_of(const std::string &chain) {
    return std::string_view{chain}.substr(chain.find(':') + 1);
}

std::string_view kind_name(ReplyKind kind) {
    switch (kind) {
    case ReplyKind::missing_block:
        return "missing block: ";
    case ReplyKind::overloaded:
        return "overloaded: ";
    case ReplyKind::timeout:
        return "timeout: ";
    case ReplyKind::slow:
        return "slow: ";
    default:
        return "fault: ";
    }
}

std::shared_ptr<const Query> made_query(const std::string &text) {
    auto query = Query::read(text);
    return query ? std::make_shared<const Query>(std::move(*query)) : nullptr;
}

} // namespace

Endpoint::Endpoint(Context &context, const ChainConfig &chain, const EndpointConfig &config)
    : context_(context), chain_(chain), config_(config), http_(context.loop, config),
      identity_query_(made_query(chain.nodes->identity_query())),
      bucket_(config.requests_per_s, config.requests_per_s, Clock::now()) {
    context_.metrics.breaker(chain.chain, config.name, 0);
    context_.metrics.id_mismatch(chain.chain, config.name, false);
}

Endpoint::~Endpoint() { context_.metrics.in_flight(chain_.chain, config_.name, -sent_); }

bool Endpoint::can_be_asked(Clock::time_point now) const noexcept {
    return identity_ != Identity::wrong && now >= out_until_ &&
           breaker_.state(now) != Breaker::State::open;
}

bool Endpoint::is_healthy(Clock::time_point now) const noexcept {
    return can_be_asked(now) && breaker_.state(now) == Breaker::State::closed;
}

bool Endpoint::needs_identity(Clock::time_point now) const noexcept {
    return identity_ != Identity::good || now - identified_at_ >= identity_age ||
           breaker_.state(now) != Breaker::State::closed;
}

void Endpoint::ask(Ask ask) {
    waiting_.push_back(std::move(ask));
    context_.loop.post([this] { pump(); });
}

void Endpoint::check_identity() {
    if (is_checking_ || identity_ == Identity::wrong) return;
    is_checking_ = true;
    report_breaker(); // half-open, if this is the trial
    if (!identity_query_) return on_identity({});
    (void)bucket_.take(Clock::now()); // it is counted, but never waits
    send(identity_query_, Clock::now() + request_time,
         [this](const Reply &reply, bool) { on_identity(reply); });
}

void Endpoint::drop_unwanted(Clock::time_point now) {
    while (!waiting_.empty()) {
        auto &front = waiting_.front();
        const bool is_late = now >= front.deadline;
        if (!is_late && front.is_wanted()) return;
        auto ask = std::move(front);
        waiting_.pop_front();
        if (is_late && ask.is_wanted()) {
            ask.done(no_answer(ReplyKind::timeout, "its turn did not come in time"));
        }
    }
}

void Endpoint::pump() {
    for (;;) {
        const auto now = Clock::now();
        drop_unwanted(now);
        if (waiting_.empty()) return;
        const auto pause_now = context_.pause_now();
        if (!can_be_asked(pause_now)) return fail_all("it is left alone");
        if (needs_identity(pause_now)) return check_identity();
        if (in_flight_ >= config_.max_in_flight) return;
        if (!bucket_.take(now)) {
            if (has_pump_timer_) return;
            has_pump_timer_ = true;
            context_.loop.at(bucket_.next(now), [this] {
                has_pump_timer_ = false;
                pump();
            });
            return;
        }
        auto ask = std::move(waiting_.front());
        waiting_.pop_front();
        start(std::move(ask));
    }
}

void Endpoint::send(std::shared_ptr<const Query> query, Clock::time_point deadline,
                    std::function<void(Reply, bool)> done) {
    const auto id = ++last_id_;
    const auto begun = Clock::now();
    ++sent_;
    context_.metrics.in_flight(chain_.chain, config_.name, 1);
    auto request = query->request(id);
    http_.send(std::move(request), deadline,
               [this, id, begun, query = std::move(query), done = std::move(done)](HttpReply http) {
                   const auto time =
                       std::chrono::duration_cast<Latency::Duration>(Clock::now() - begun);
                   const bool is_new_pool = http.is_new_pool;
                   const auto bytes = http.body.size();
                   if (http.outcome == HttpOutcome::answered) latency_.add(time);
                   auto reply = read_reply(*chain_.nodes, *query, id, std::move(http));
                   --sent_;
                   context_.metrics.in_flight(chain_.chain, config_.name, -1);
                   context_.metrics.request(chain_.chain, config_.name, query->method(),
                                            reply.outcome, time, bytes);
                   done(std::move(reply), is_new_pool);
               });
}

void Endpoint::start(Ask ask) {
    ++in_flight_;
    const auto deadline = ask.deadline;
    const auto allowed = std::min<Clock::duration>(deadline - Clock::now(), request_time);
    auto query = ask.query;
    send(std::move(query), deadline,
         [this, allowed, ask = std::move(ask)](Reply reply, bool is_new_pool) mutable {
             --in_flight_;
             finish(std::move(ask), std::move(reply), is_new_pool, allowed);
             pump();
         });
}

void Endpoint::finish(Ask ask, Reply reply, bool is_new_pool, Clock::duration allowed) {
    count(*ask.query, reply, allowed);
    if (reply.kind == ReplyKind::slow && allowed >= telling_time)
        return try_control(std::move(ask), std::move(reply));
    if (identity_ == Identity::wrong) {
        reply = no_answer(ReplyKind::fault, "it is of another chain");
    } else if (reply.is_answer() && is_new_pool &&
               context_.pause_now() - identified_at_ >= identity_grace) {
        identity_ = Identity::unknown;
    }
    if (reply.is_answer() && identity_ != Identity::good) {
        held_.push_back({std::move(ask), std::move(reply)});
        check_identity();
        return;
    }
    ask.done(std::move(reply)); // wanted or not: a late answer still shows who disagrees
}

/// What a reply says of the endpoint.
void Endpoint::count(const Query &query, const Reply &reply, Clock::duration allowed) {
    if (reply.is_answer()) return recover();
    if (reply.kind == ReplyKind::timeout && allowed < telling_time) return;
    log(ResolverLogLevel::warning, query.method(), std::string{kind_name(reply.kind)} + reply.what);
    if (reply.kind == ReplyKind::slow || reply.kind == ReplyKind::missing_block) return;
    if (reply.may_be_users) return check_health();
    if (reply.kind == ReplyKind::overloaded) {
        const auto pause =
            std::min(reply.retry_after.value_or(usual_retry_after), longest_retry_after);
        out_until_ = std::max(out_until_, context_.pause_now() + pause);
    }
    fault();
}

/// A user's contract is no fault of a node: what else does the node say?
void Endpoint::try_control(Ask ask, Reply reply) {
    send(
        identity_query_, Clock::now() + connect_time,
        [this, ask = std::move(ask), reply = std::move(reply)](const Reply &control, bool) mutable {
            reply.is_endpoint_well = control.is_answer();
            if (!reply.is_endpoint_well) fault();
            ask.done(std::move(reply));
        });
}

/// The same, where nobody waits for what comes out.
void Endpoint::check_health() {
    if (is_checking_health_) return;
    is_checking_health_ = true;
    send(identity_query_, Clock::now() + connect_time, [this](const Reply &control, bool) {
        is_checking_health_ = false;
        if (!control.is_answer()) fault();
    });
}

void Endpoint::fault() {
    const bool has_opened = breaker_.fail(context_.pause_now());
    report_breaker();
    if (!has_opened) return;
    log(ResolverLogLevel::warning, "", "too many faults: it is left alone for a while");
}

void Endpoint::report_breaker() {
    context_.metrics.breaker(chain_.chain, config_.name,
                             static_cast<int>(breaker_.state(context_.pause_now())));
}

void Endpoint::recover() {
    const bool was_out = breaker_.state(context_.pause_now()) != Breaker::State::closed;
    if (was_out) return; // only the trial closes it
    breaker_.succeed();
}

void Endpoint::on_identity(const Reply &reply) {
    is_checking_ = false;
    const auto now = context_.pause_now();
    const auto method = identity_query_ ? identity_query_->method() : std::string{};
    if (reply.kind != ReplyKind::result) {
        log(ResolverLogLevel::warning, method, std::string{kind_name(reply.kind)} + reply.what);
        fault();
        identity_ = Identity::unknown;
        return fail_all("it does not say which chain it is of");
    }
    if (!chain_.nodes->is_identity(reference_of(chain_.chain), reply.envelope->value())) {
        identity_ = Identity::wrong;
        context_.metrics.id_mismatch(chain_.chain, config_.name, true);
        log(ResolverLogLevel::error, method,
            "it is of another chain: not asked until the file is read again");
        return fail_all("it is of another chain");
    }
    identity_ = Identity::good;
    identified_at_ = now;
    if (breaker_.state(now) != Breaker::State::closed) {
        log(ResolverLogLevel::info, method, "it is back");
        breaker_.succeed();
        report_breaker();
    }
    auto held = std::move(held_);
    held_.clear();
    for (auto &[ask, answer] : held)
        ask.done(std::move(answer));
    pump();
}

void Endpoint::fail_all(const std::string &what) {
    auto waiting = std::move(waiting_);
    auto held = std::move(held_);
    waiting_.clear();
    held_.clear();
    for (auto &ask : waiting) {
        if (ask.is_wanted()) ask.done(no_answer(ReplyKind::fault, what));
    }
    for (auto &[ask, reply] : held)
        ask.done(no_answer(ReplyKind::fault, what));
}

void Endpoint::disagree(bool is_users_code) {
    const auto now = context_.pause_now();
    context_.metrics.disagreement(chain_.chain, config_.name);
    if (now < out_until_) return; // what was asked before
    log(ResolverLogLevel::warning, "", "disagreement: a quorum said something else");
    if (is_users_code) return;
    disagreements_.push_back(now);
    while (now - disagreements_.front() > disagreement_window)
        disagreements_.pop_front();
    if (disagreements_.size() < most_disagreements) return;
    out_until_ = std::max(out_until_, now + disagreement_pause);
    disagreements_.clear();
    log(ResolverLogLevel::warning, "", "third disagreement: it is left alone for 5 minutes");
}

void Endpoint::log(ResolverLogLevel level, std::string_view method, std::string_view what) {
    context_.log.write(level, chain_.chain, config_.name, method, what);
}

} // namespace walletauth::resolver

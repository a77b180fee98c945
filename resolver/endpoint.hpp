// SPDX-License-Identifier: Apache-2.0
// One endpoint: whose turn it is, whether it is of the right chain, and how it fares. Internal; all
// of it is for the event loop's thread.
#pragma once

#include "breaker.hpp"
#include "context.hpp"
#include "latency.hpp"
#include "reply.hpp"
#include "transport.hpp"

#include <walletauth/token_bucket.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <string>

namespace walletauth::resolver {

class Endpoint {
  public:
    struct Ask {
        std::shared_ptr<const Query> query;
        Clock::time_point deadline;
        std::function<bool()>
            is_wanted; ///< false before it is sent: it is not, nor is `done` called
        std::function<void(Reply)> done;
    };

    Endpoint(Context &context, const ChainConfig &chain, const EndpointConfig &config);
    Endpoint(const Endpoint &) = delete;
    Endpoint &operator=(const Endpoint &) = delete;
    /// What it still waits for is not in flight any more.
    ~Endpoint();

    [[nodiscard]] const EndpointConfig &config() const noexcept { return config_; }
    [[nodiscard]] const Latency &latency() const noexcept { return latency_; }
    /// Not of another chain, not left alone by its breaker, for its limits, or for disagreeing.
    [[nodiscard]] bool can_be_asked(Clock::time_point now) const noexcept;
    /// Asked without a fault of late.
    [[nodiscard]] bool is_healthy(Clock::time_point now) const noexcept;
    [[nodiscard]] std::size_t waiting() const noexcept { return waiting_.size(); }

    /// Calls `done` once, and never before it returns. Nothing is asked of an endpoint before it
    /// has said that it is of the chain.
    void ask(Ask ask);
    /// Asks for the chain now, and not only with the first query.
    void check_identity();
    /// A quorum contradicted it: the third time in 10 minutes it is left alone for 5. Not over what
    /// a user's code says: it may tell one node from another, and would choose who is left.
    void disagree(bool is_users_code);

  private:
    enum class Identity : std::uint8_t { unknown, good, wrong };
    struct Held { // answered by a pool that has not said which chain it is of
        Ask ask;
        Reply reply;
    };

    void pump();
    [[nodiscard]] bool needs_identity(Clock::time_point now) const noexcept;
    void drop_unwanted(Clock::time_point now);
    void send(std::shared_ptr<const Query> query, Clock::time_point deadline,
              std::function<void(Reply, bool is_new_pool)> done);
    void start(Ask ask);
    void finish(Ask ask, Reply reply, bool is_new_pool, Clock::duration allowed);
    void count(const Query &query, const Reply &reply, Clock::duration allowed);
    void try_control(Ask ask, Reply reply);
    void check_health();
    void fault();
    void recover();
    void report_breaker();
    void on_identity(const Reply &reply);
    void fail_all(const std::string &what);
    void log(ResolverLogLevel level, std::string_view method, std::string_view what);

    Context &context_;
    const ChainConfig &chain_;
    const EndpointConfig &config_;
    HttpEndpoint http_;
    std::shared_ptr<const Query> identity_query_;
    Breaker breaker_;
    TokenBucket bucket_;
    Latency latency_;
    Identity identity_ = Identity::unknown;
    Clock::time_point identified_at_{};
    bool is_checking_ = false;
    bool is_checking_health_ = false;
    bool has_pump_timer_ = false;
    std::uint32_t in_flight_ = 0; ///< without questions for the chain
    int sent_ = 0;                ///< with them
    std::uint64_t last_id_ = 0;
    std::deque<Ask> waiting_;
    std::deque<Held> held_;
    std::deque<Clock::time_point> disagreements_;
    Clock::time_point out_until_{};
};

} // namespace walletauth::resolver

// SPDX-License-Identifier: Apache-2.0
// A circuit breaker: an endpoint that fails is left alone for a while, then tried with one request.
// Internal.
#pragma once

#include <chrono>
#include <cstdint>

namespace walletauth::resolver {

class Breaker {
  public:
    using Time = std::chrono::steady_clock::time_point;

    enum class State : std::uint8_t { closed = 0, half_open = 1, open = 2 }; // as the metric has it

    /// Half-open from the time on at which a trial is due.
    [[nodiscard]] State state(Time now) const noexcept {
        if (!is_open_) return State::closed;
        return now >= trial_at_ ? State::half_open : State::open;
    }

    /// A request went well, or was a fault; of a breaker that is not closed, that is the trial's
    /// outcome. True if the breaker opened by it.
    void succeed() noexcept;
    bool fail(Time now) noexcept;

  private:
    static constexpr int most_in_a_row = 5;
    static constexpr int window = 20;
    static constexpr std::chrono::seconds shortest{5};
    static constexpr std::chrono::seconds longest{300};

    void open(Time now) noexcept;

    std::uint32_t faults_ = 0; // one bit for each of the last 20, the newest lowest
    int seen_ = 0;
    int in_a_row_ = 0;
    bool is_open_ = false;
    std::chrono::seconds pause_ = shortest;
    Time trial_at_{};
};

} // namespace walletauth::resolver

// SPDX-License-Identifier: Apache-2.0
#include "breaker.hpp"

#include <algorithm>
#include <bit>

namespace walletauth::resolver {
namespace {

constexpr std::uint32_t last_20 = (1U << 20) - 1;

} // namespace

void Breaker::succeed() noexcept {
    if (is_open_) { // the trial
        is_open_ = false;
        faults_ = 0;
        seen_ = 0;
    } else if (seen_ == window) {
        pause_ = shortest; // it has been well for long enough
    }
    faults_ = (faults_ << 1) & last_20;
    seen_ = std::min(seen_ + 1, window);
    in_a_row_ = 0;
}

bool Breaker::fail(Time now) noexcept {
    if (is_open_) {
        if (now < trial_at_) return false; // what was asked before it opened
        pause_ = std::min(pause_ * 2, longest);
        trial_at_ = now + pause_;
        return false;
    }
    faults_ = ((faults_ << 1) | 1U) & last_20;
    seen_ = std::min(seen_ + 1, window);
    ++in_a_row_;
    if (in_a_row_ < most_in_a_row && !(seen_ == window && std::popcount(faults_) * 2 >= window)) {
        return false;
    }
    open(now);
    return true;
}

void Breaker::open(Time now) noexcept {
    is_open_ = true;
    trial_at_ = now + pause_;
    faults_ = 0;
    seen_ = 0;
    in_a_row_ = 0;
}

} // namespace walletauth::resolver

// SPDX-License-Identifier: Apache-2.0
// What all parts of the asking share. Internal.
#pragma once

#include "event_loop.hpp"
#include "log.hpp"
#include "metrics.hpp"

#include <functional>
#include <random>

namespace walletauth::resolver {

struct Context {
    EventLoop &loop;
    Metrics &metrics;
    Log &log;
    /// By which endpoints are left alone; requests have the real time.
    std::function<Clock::time_point()> pause_now = &Clock::now;
    std::minstd_rand random{std::random_device{}()}; ///< jitter and ties; the loop's thread alone
};

} // namespace walletauth::resolver

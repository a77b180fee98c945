// SPDX-License-Identifier: Apache-2.0
// The one thread that asks: libcurl's transfers, timers, and what other threads want done.
// Internal.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace walletauth::resolver {

using Clock = std::chrono::steady_clock;

class EventLoop {
  public:
    using Job = std::function<void()>;

    EventLoop();
    EventLoop(const EventLoop &) = delete;
    EventLoop &operator=(const EventLoop &) = delete;
    ~EventLoop();

    /// Begins to run. What is posted before is run then.
    void start();
    /// Ends the thread, all transfers and connections. Jobs that were not run are dropped, and
    /// nothing may be posted any more. Twice is as once.
    void stop();

    /// Any thread: runs a job on the loop's thread, in the order of the calls.
    void post(Job job);

    // The rest is for the loop's thread.
    using Timer = std::uint64_t;
    Timer at(Clock::time_point time, Job job);
    Timer after(Clock::duration time, Job job) { return at(Clock::now() + time, std::move(job)); }
    void cancel(Timer timer);
    /// Starts a transfer; `done` is called with libcurl's code once. The handle is the caller's.
    void transfer(CURL *handle, std::function<void(CURLcode)> done);

  private:
    void run();
    void run_jobs();
    void run_timers();
    void finish_transfers();
    [[nodiscard]] int wait_time() const;

    CURLM *multi_;
    std::mutex mutex_; // of jobs_ and is_stopping_
    std::vector<Job> jobs_;
    bool is_stopping_ = false;
    std::map<std::pair<Clock::time_point, Timer>, Job> timers_;
    std::map<Timer, Clock::time_point> times_;
    Timer last_timer_ = 0;
    std::map<CURL *, std::function<void(CURLcode)>> transfers_;
    std::thread thread_;
};

} // namespace walletauth::resolver

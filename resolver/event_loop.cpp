// SPDX-License-Identifier: Apache-2.0
#include "event_loop.hpp"

#include <pthread.h>

#include <algorithm>
#include <csignal>
#include <new>
#include <utility>

namespace walletauth::resolver {
namespace {

/// libcurl wants this once in a process, before threads use it (libcurl-thread(3)).
void init_libcurl() {
    static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (code != CURLE_OK) throw std::bad_alloc();
}

} // namespace

EventLoop::EventLoop() {
    init_libcurl();
    multi_ = curl_multi_init();
    if (multi_ == nullptr) throw std::bad_alloc();
    curl_multi_setopt(multi_, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
    // Idle connections that are kept. How many are in use is bounded by max_in_flight.
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, 1024L);
}

EventLoop::~EventLoop() { stop(); }

/// The host's signals are for its own threads; those that libcurl starts inherit the mask, too.
void EventLoop::start() {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    thread_ = std::thread([this] { run(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void EventLoop::stop() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    if (multi_ == nullptr) return;
    curl_multi_wakeup(multi_);
    if (thread_.joinable()) thread_.join();
    // Connections are closed here, while those who opened them are still there.
    for (const auto &[handle, done] : transfers_)
        curl_multi_remove_handle(multi_, handle);
    curl_multi_cleanup(multi_);
    multi_ = nullptr;
}

void EventLoop::post(Job job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
        if (jobs_.size() > 1) return; // whoever was first has woken the loop
    }
    curl_multi_wakeup(multi_);
}

EventLoop::Timer EventLoop::at(Clock::time_point time, Job job) {
    const Timer timer = ++last_timer_;
    timers_.emplace(std::pair{time, timer}, std::move(job));
    times_.emplace(timer, time);
    return timer;
}

void EventLoop::cancel(Timer timer) {
    const auto found = times_.find(timer);
    if (found == times_.end()) return;
    timers_.erase({found->second, timer});
    times_.erase(found);
}

void EventLoop::transfer(CURL *handle, std::function<void(CURLcode)> done) {
    const auto added = curl_multi_add_handle(multi_, handle);
    if (added != CURLM_OK) {
        post([done = std::move(done)] { done(CURLE_FAILED_INIT); });
        return;
    }
    transfers_.emplace(handle, std::move(done));
}

void EventLoop::run_jobs() {
    std::vector<Job> jobs;
    {
        const std::lock_guard lock(mutex_);
        jobs.swap(jobs_);
    }
    for (auto &job : jobs)
        job();
}

void EventLoop::run_timers() {
    const auto now = Clock::now();
    while (!timers_.empty() && timers_.begin()->first.first <= now) {
        auto first = timers_.extract(timers_.begin());
        times_.erase(first.key().second);
        first.mapped()();
    }
}

void EventLoop::finish_transfers() {
    int left = 0;
    while (const auto *message = curl_multi_info_read(multi_, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        auto *const handle = message->easy_handle;
        const auto code = message->data.result;
        curl_multi_remove_handle(multi_, handle); // the message is gone with it
        auto found = transfers_.extract(handle);
        if (!found.empty()) found.mapped()(code);
    }
}

int EventLoop::wait_time() const {
    constexpr int longest = 1000;
    if (timers_.empty()) return longest;
    const auto left = timers_.begin()->first.first - Clock::now();
    const auto ms = std::chrono::ceil<std::chrono::milliseconds>(left).count();
    return static_cast<int>(std::clamp<std::int64_t>(ms, 0, longest));
}

void EventLoop::run() {
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            if (is_stopping_) return;
        }
        run_jobs();
        run_timers();
        int running = 0;
        curl_multi_perform(multi_, &running);
        finish_transfers();
        // Returns at once where post has woken it meanwhile.
        curl_multi_poll(multi_, nullptr, 0, wait_time(), nullptr);
    }
}

} // namespace walletauth::resolver

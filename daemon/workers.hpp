// SPDX-License-Identifier: Apache-2.0
// Threads that run handlers, as many at once as there are processors. One that waits for a store or
// a node lets another one in, so that who waits holds up nobody.
#pragma once

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

namespace walletauth::daemon {

/// Those that this process may use. With more active threads than that, a request would wait until
/// the scheduler takes the processor from another thread. std::thread::hardware_concurrency counts
/// those of the machine.
inline std::size_t processors() noexcept {
    cpu_set_t mine;
    CPU_ZERO(&mine);
    if (::sched_getaffinity(0, sizeof mine, &mine) != 0)
        return std::max(1U, std::thread::hardware_concurrency());
    return static_cast<std::size_t>(std::max(1, CPU_COUNT(&mine)));
}

/// So many threads work at once. Of those that wait for their turn the last to have worked comes
/// first: its memory is warm, and threads that are seldom needed hold none.
class Permits {
  public:
    /// `threads`: that may wait at once, as none may find no memory for it.
    Permits(std::size_t free, std::size_t threads) : free_(free) { waiting_.reserve(threads); }

    void acquire() {
        static thread_local std::binary_semaphore turn{0}; // outlives whoever ends the waiting
        {
            const std::scoped_lock lock(mutex_);
            if (free_ != 0) {
                --free_;
                return;
            }
            waiting_.push_back(&turn);
        }
        turn.acquire();
    }
    void release() {
        std::binary_semaphore *next = nullptr;
        {
            const std::scoped_lock lock(mutex_);
            if (waiting_.empty()) {
                ++free_;
                return;
            }
            next = waiting_.back();
            waiting_.pop_back();
        }
        next->release();
    }

  private:
    std::mutex mutex_;
    std::size_t free_;
    std::vector<std::binary_semaphore *> waiting_;
};

class Workers {
  public:
    /// `run_one` does one piece of work, or waits for one; false: there will be no more.
    Workers(std::size_t active, std::size_t waiting, std::function<bool()> run_one)
        : permits_(active, active + waiting), count_(active + waiting),
          run_one_(std::move(run_one)) {}

    /// Returns when run_one has answered false to all.
    void run() {
        std::vector<std::jthread> threads;
        threads.reserve(count_);
        for (std::size_t i = 0; i < count_; ++i)
            threads.emplace_back([this] { work(); });
    }

    /// The calling thread is about to wait. It works no more before it has a permit again.
    static void wait_begins() noexcept {
        if (current_ == nullptr) return;
        current_->permits_.release();
        current_ = nullptr;
    }

  private:
    /// A thread keeps its permit from one piece to the next: giving it away each time would wake
    /// another thread for each.
    void work() {
        bool more = true;
        while (more) {
            if (current_ == nullptr) permits_.acquire();
            current_ = this;
            more = run_one_();
        }
        current_ = nullptr;
        permits_.release(); // the next one must see that there is no more
    }

    Permits permits_;
    std::size_t count_;
    std::function<bool()> run_one_;
    static inline thread_local Workers *current_ = nullptr;
};

} // namespace walletauth::daemon

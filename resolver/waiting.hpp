// SPDX-License-Identifier: Apache-2.0
// A thread that waits for what the event loop finds. Internal.
#pragma once

#include "event_loop.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

namespace walletauth::resolver {

/// Some values, each given once. Shared by who waits and who gives: either may go first.
template <class T>
class Waiting {
  public:
    explicit Waiting(std::size_t count) : values_(count), left_(count) {}

    void give(std::size_t index, const T &value) {
        const std::lock_guard lock(mutex_);
        if (values_[index]) return;
        values_[index] = value;
        --left_;
        // One that is missing is enough for an error: the others are not waited for.
        if (left_ == 0 || !value) {
            is_done_ = true;
            condition_.notify_one();
        }
    }
    /// What is there when all are, or one is an error, or the time is over.
    [[nodiscard]] std::vector<std::optional<T>> take(Clock::time_point deadline) {
        std::unique_lock lock(mutex_);
        condition_.wait_until(lock, deadline, [&] { return is_done_; });
        return values_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable condition_;
    std::vector<std::optional<T>> values_;
    std::size_t left_;
    bool is_done_ = false;
};

} // namespace walletauth::resolver

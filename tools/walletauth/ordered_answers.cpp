// SPDX-License-Identifier: Apache-2.0
#include "ordered_answers.hpp"

#include <sched.h>

#include <algorithm>
#include <system_error>

namespace walletauth::cli {

std::size_t processor_count() {
    cpu_set_t set;
    if (::sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    return static_cast<std::size_t>(std::max(1, CPU_COUNT(&set)));
}

// Batches beyond those at work keep every thread busy while the first is waited for.
OrderedAnswers::OrderedAnswers(std::size_t jobs, Ask ask, Take take)
    : ask_(std::move(ask)), take_(std::move(take)), most_batches_(4 * jobs) {
    constexpr std::size_t fewest = 2;
    try {
        threads_.reserve(jobs + 1);
        threads_.emplace_back([this] { take_in_order(); });
        for (std::size_t i = 0; i < jobs; ++i)
            threads_.emplace_back([this] { work(); });
    } catch (const std::system_error &) {
        if (threads_.size() >= fewest) return;
        finish();
        throw;
    }
}

OrderedAnswers::~OrderedAnswers() { finish(); }

bool OrderedAnswers::add(std::vector<std::string> requests) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return is_ended_ || batches_.size() < most_batches_; });
    if (is_ended_) return false;
    batches_.push_back({.requests = std::move(requests), .answers = {}});
    changed_.notify_all();
    return true;
}

bool OrderedAnswers::finish() {
    {
        const std::lock_guard lock(mutex_);
        is_closed_ = true;
        changed_.notify_all();
    }
    for (auto &thread : threads_)
        thread.join();
    threads_.clear();
    return !is_ended_;
}

void OrderedAnswers::work() {
    const auto is_waiting = [](const Batch &batch) { return !batch.is_started; };
    std::unique_lock lock(mutex_);
    for (;;) {
        auto found = batches_.end();
        changed_.wait(lock, [&] {
            found = std::ranges::find_if(batches_, is_waiting);
            return is_ended_ || is_closed_ || found != batches_.end();
        });
        if (is_ended_ || found == batches_.end()) return;
        found->is_started = true;
        Batch &batch = *found; // a deque's elements stay where they are
        lock.unlock();
        batch.answers.reserve(batch.requests.size());
        for (const auto &request : batch.requests)
            batch.answers.push_back(ask_(request));
        lock.lock();
        batch.is_done = true;
        changed_.notify_all();
    }
}

void OrderedAnswers::take_in_order() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock,
                      [this] { return batches_.empty() ? is_closed_ : batches_.front().is_done; });
        if (batches_.empty()) return;
        const auto answers = std::move(batches_.front().answers);
        batches_.pop_front();
        lock.unlock();
        const bool goes_on = take_(answers);
        lock.lock();
        if (!goes_on) is_ended_ = true;
        changed_.notify_all();
        if (is_ended_) return;
    }
}

} // namespace walletauth::cli

// SPDX-License-Identifier: Apache-2.0
// Requests answered on all cores, the answers in the order of the requests.
#pragma once

#include <walletauth/wire.hpp>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace walletauth::cli {

/// How many processors this process may use.
[[nodiscard]] std::size_t processor_count();

class OrderedAnswers {
  public:
    using Ask = std::function<WireAnswer(std::string_view)>;
    /// Takes answers, those of what was added at once; false ends the run, as when standard output
    /// is closed.
    using Take = std::function<bool(std::span<const WireAnswer>)>;

    /// Starts `jobs` threads that ask, or fewer where the system gives no more, and one that takes.
    /// `ask` is called from any of them, `take` from one. std::system_error if there are not two.
    OrderedAnswers(std::size_t jobs, Ask ask, Take take);
    /// Waits until all that was added has been taken.
    ~OrderedAnswers();
    OrderedAnswers(const OrderedAnswers &) = delete;
    OrderedAnswers &operator=(const OrderedAnswers &) = delete;

    /// Adds requests; waits while too many are on their way. False once `take` has ended the run.
    bool add(std::vector<std::string> requests);

    /// Ends after all that was added; false if `take` ended the run.
    bool finish();

  private:
    struct Batch {
        std::vector<std::string> requests;
        std::vector<WireAnswer> answers;
        bool is_started = false;
        bool is_done = false;
    };

    void work();
    void take_in_order();

    const Ask ask_;
    const Take take_;
    const std::size_t most_batches_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Batch> batches_; ///< in order; the first is the next to be taken
    bool is_closed_ = false;    ///< nothing will be added
    bool is_ended_ = false;     ///< nothing will be taken
    std::vector<std::thread> threads_;
};

} // namespace walletauth::cli

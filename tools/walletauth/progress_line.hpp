// SPDX-License-Identifier: Apache-2.0
// One line on a terminal's standard error that says what is going on, and is gone afterwards.
#pragma once

#include <chrono>
#include <mutex>
#include <string_view>

namespace walletauth::cli {

/// Any thread. Where standard error is no terminal, nothing is shown; messages are written anyway.
class ProgressLine {
  public:
    ProgressLine();
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    /// In the place of what stands there, ten times a second at most.
    void show(std::string_view text);
    void clear();
    /// A line that stays: "walletauth: TEXT".
    void say(std::string_view text);

  private:
    void clear_locked();

    const bool is_on_terminal_;
    std::mutex mutex_;
    bool is_shown_ = false;
    std::chrono::steady_clock::time_point next_{};
};

} // namespace walletauth::cli

// SPDX-License-Identifier: Apache-2.0
#include "progress_line.hpp"

#include <unistd.h>

#include <iostream>

namespace walletauth::cli {
namespace {

constexpr std::chrono::milliseconds pause{100};

} // namespace

ProgressLine::ProgressLine() : is_on_terminal_(::isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(std::string_view text) {
    if (!is_on_terminal_) return;
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + pause;
    std::cerr << "\r\x1b[K" << text << std::flush; // ECMA-48, 8.3.41: erases the rest of the line
    is_shown_ = true;
}

void ProgressLine::clear_locked() {
    if (is_shown_) std::cerr << "\r\x1b[K" << std::flush;
    is_shown_ = false;
}

void ProgressLine::clear() {
    const std::lock_guard lock(mutex_);
    clear_locked();
}

void ProgressLine::say(std::string_view text) {
    const std::lock_guard lock(mutex_);
    clear_locked();
    std::cerr << "walletauth: " << text << '\n' << std::flush;
}

} // namespace walletauth::cli

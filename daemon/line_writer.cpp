// SPDX-License-Identifier: Apache-2.0
#include "line_writer.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <utility>

namespace walletauth::daemon {
namespace {

constexpr auto last_wait = std::chrono::seconds{1};
constexpr int look_again = 100; // milliseconds, for whether it is to end

} // namespace

LineWriter::LineWriter(int descriptor, std::function<std::string(std::size_t)> lost_line,
                       std::function<void(std::string_view)> failed, std::size_t capacity)
    : descriptor_(descriptor), lost_line_(std::move(lost_line)), failed_(std::move(failed)),
      capacity_(capacity) {}

LineWriter::~LineWriter() {
    {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, last_wait, [this] { return kept_.empty() && !is_draining_; });
        ends_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

/// Of a pipe and of a socket this is room for a line of PIPE_BUF bytes (pipe(7), unix(7)); a file
/// always takes more.
bool LineWriter::takes_more(int milliseconds) const noexcept {
    pollfd wanted{descriptor_, POLLOUT, 0};
    return ::poll(&wanted, 1, milliseconds) != 0; // an error is for write() to find
}

void LineWriter::write(std::string line) {
    const std::scoped_lock lock(mutex_);
    line += '\n';
    const bool waits = !kept_.empty() || is_draining_ || line.size() > PIPE_BUF;
    if (!waits && takes_more(0)) line.erase(0, line.size() - write_some(line, line).size());
    if (!line.empty()) keep(std::move(line));
}

/// Holds mutex_.
void LineWriter::keep(std::string line) {
    if (size_ + line.size() > capacity_) {
        ++lost_;
        return;
    }
    size_ += line.size();
    kept_.push_back(std::move(line));
    if (!thread_.joinable()) thread_ = std::thread([this] { drain(); });
    changed_.notify_all();
}

void LineWriter::drain() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ends_ || !kept_.empty(); });
        if (ends_) return;
        const auto line = std::move(kept_.front());
        kept_.pop_front();
        size_ -= line.size();
        if (kept_.empty() && lost_ != 0) keep(lost_line_(std::exchange(lost_, 0)) + '\n');
        is_draining_ = true;
        std::string_view rest = line;
        while (!rest.empty() && !ends_) {
            lock.unlock();
            if (takes_more(look_again)) rest = write_some(line, rest);
            lock.lock();
        }
        is_draining_ = false;
        changed_.notify_all();
    }
}

/// What is left of `rest`, the end of a line: nothing where the descriptor takes no more of it.
std::string_view LineWriter::write_some(std::string_view line, std::string_view rest) const {
    const auto written =
        ::write(descriptor_, rest.data(), std::min<std::size_t>(rest.size(), PIPE_BUF));
    if (written > 0) return rest.substr(static_cast<std::size_t>(written));
    if (written < 0 && (errno == EINTR || errno == EAGAIN)) return rest;
    if (failed_) failed_(line.substr(0, line.size() - 1));
    return {};
}

} // namespace walletauth::daemon

// SPDX-License-Identifier: Apache-2.0
// Lines for a reader who may stand still. Internal.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace walletauth::daemon {

/// Writes lines to a descriptor, each whole and in their order. A line goes out before `write`
/// returns, as long as the reader takes it at once. Else it waits in memory, and a thread writes it
/// when the reader goes on: a pipe or a journal that is stuck holds up no request. Any thread.
class LineWriter {
  public:
    /// `capacity`: bytes that may wait. What comes then is lost, and `lost_line` says how many.
    /// `failed` is told of a line that the descriptor did not take: its reader has ended, or a disk
    /// is full.
    LineWriter(int descriptor, std::function<std::string(std::size_t lost)> lost_line,
               std::function<void(std::string_view line)> failed = {},
               std::size_t capacity = std::size_t{16} << 20);
    /// Waits for the reader of what is left, for a second at most.
    ~LineWriter();
    LineWriter(const LineWriter &) = delete;
    LineWriter &operator=(const LineWriter &) = delete;

    /// `line` has no line feed.
    void write(std::string line);

  private:
    void keep(std::string line);
    void drain();
    [[nodiscard]] std::string_view write_some(std::string_view line, std::string_view rest) const;
    [[nodiscard]] bool takes_more(int milliseconds) const noexcept;

    int descriptor_;
    std::function<std::string(std::size_t)> lost_line_;
    std::function<void(std::string_view)> failed_;
    std::size_t capacity_;
    std::mutex mutex_; ///< guards all below; never held while a write may wait
    std::condition_variable changed_;
    std::deque<std::string> kept_;
    std::size_t size_ = 0; ///< of kept_, in bytes
    std::size_t lost_ = 0;
    bool is_draining_ = false; ///< the thread has taken a line and not yet written it
    bool ends_ = false;
    std::thread thread_; ///< begun with the first line that waits
};

} // namespace walletauth::daemon

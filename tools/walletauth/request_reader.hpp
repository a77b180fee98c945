// SPDX-License-Identifier: Apache-2.0
// The requests of a stream, one after the other: JSON Lines, or one object on several lines.
#pragma once

#include <cstdint>
#include <deque>
#include <istream>
#include <string>

namespace walletauth::cli {

/// Whether an input may also be one object on several lines. Who writes a request and waits for its
/// answer wants `each_a_request`: a first line that is cut off would be waited for.
enum class Lines : std::uint8_t { maybe_one_object, each_a_request };

/// Reads from a file and from standard input alike. One thread.
///
/// A line that is not blank is a request, so that nothing which one line holds can reach another.
/// Only if the whole input is one JSON object of at most max_request_size bytes, and no line of it
/// is a request by itself, is that object the request.
class RequestReader {
  public:
    explicit RequestReader(std::istream &in, Lines lines = Lines::maybe_one_object)
        : in_(in), lines_(lines) {}

    /// The next request into `text`, at most max_request_size + 1 bytes of it, so that what is
    /// larger is refused as too large. False at the end.
    bool next(std::string &text);

    /// True if the next request can be read without waiting for whoever writes it.
    [[nodiscard]] bool has_more() const;

  private:
    bool fill();
    bool read_line(std::string &line);
    void read_first();

    std::istream &in_;
    const Lines lines_;
    std::string buffer_; ///< read and not yet taken
    std::size_t at_ = 0; ///< of the buffer
    bool is_begun_ = false;
    std::deque<std::string> ahead_; ///< requests that were read to tell lines from one object
};

} // namespace walletauth::cli

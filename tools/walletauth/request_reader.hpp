// SPDX-License-Identifier: Apache-2.0
// The requests of a stream, one after the other: JSON Lines, and objects that stand on several
// lines.
#pragma once

#include <istream>
#include <string>

namespace walletauth::cli {

/// Reads from a file and from standard input alike. One thread.
///
/// A request is a line that is not blank. A line that begins with "{" and ends inside its object
/// goes on with the next lines until the object is closed. A line that begins with "{" where the
/// object wants no value begins a request of its own, so that one line that was cut off loses no
/// other.
class RequestReader {
  public:
    explicit RequestReader(std::istream &in) : in_(in) {}

    /// The next request into `text`, at most max_request_size + 1 bytes of it, so that what is
    /// larger is refused as too large. False at the end.
    bool next(std::string &text);

    /// True if more can be read without waiting for whoever writes it.
    [[nodiscard]] bool has_more() const;

  private:
    bool read_line(std::string &line);

    std::istream &in_;
    std::string ahead_; ///< a line that was read and begins the next request
    bool has_ahead_ = false;
};

} // namespace walletauth::cli

// SPDX-License-Identifier: Apache-2.0
// Requests as a stream of JSON Lines, or one object in a file of its own.
#pragma once

#include <functional>
#include <istream>
#include <string>
#include <string_view>

namespace walletauth::cli {

/// Calls `each` with every line that is not blank. Of a line beyond max_request_size only so much
/// is kept that it is refused as too large. Progress goes to standard error where that is a
/// terminal and the stream is long. False if `each` returned false.
bool for_each_line(std::istream &in, const std::function<bool(std::string_view)> &each);

/// As for_each_line; but a file that as a whole is one JSON object is one request. False with a
/// message on standard error if it cannot be read.
bool for_each_request(const std::string &file, const std::function<bool(std::string_view)> &each);

} // namespace walletauth::cli

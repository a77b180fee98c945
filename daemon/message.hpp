// SPDX-License-Identifier: Apache-2.0
// Between bytes of HTTP/1.1 and what handlers see. No socket. Internal.
#pragma once

#include "http.hpp"

#include <boost/beast/http.hpp>

#include <string>

namespace walletauth::daemon {

using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

/// A request that could not be read: what its sender is told before the connection ends.
[[nodiscard]] HttpResponse unreadable(const boost::system::error_code &error);
[[nodiscard]] HttpRequest read_from(Parser::value_type &&message, Side side, std::string peer);
/// A response's bytes. `head`: without its body.
[[nodiscard]] std::string written(const HttpResponse &from, unsigned version, bool keep_alive,
                                  bool head);

} // namespace walletauth::daemon

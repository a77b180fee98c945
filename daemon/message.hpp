// SPDX-License-Identifier: Apache-2.0
// Between bytes of HTTP/1.1 and what handlers see. No socket. Internal.
#pragma once

#include "http.hpp"

#include <boost/beast/http.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace walletauth::daemon {

using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

/// A request that could not be read: what its sender is told before the connection ends.
[[nodiscard]] HttpResponse unreadable(const boost::system::error_code &error);
/// The same of one that can be read in two ways: a proxy in front may have read it in the other.
[[nodiscard]] HttpResponse doubtful(std::string_view why);
/// A request that expects what nobody here does (RFC 9110, 10.1.1).
[[nodiscard]] HttpResponse unmet_expectation();
/// What a request expects before it sends its body.
enum class Expectation : std::uint8_t { none, go_on, unknown };
[[nodiscard]] Expectation expectation_of(const Parser &parser);
/// The path and the query of a target in origin-form or absolute-form (RFC 9112, 3.2).
[[nodiscard]] std::string_view path_and_query(std::string_view target) noexcept;
/// Why it is in doubt where a request ends or for whom it is; "" if it is not. To be asked when its
/// header has been read.
[[nodiscard]] std::string_view doubt_about(const Parser &parser);
/// The same when all has been read. `fields`: how many its header had.
[[nodiscard]] std::string_view doubt_about_trailer(const Parser &parser, std::size_t fields);
[[nodiscard]] std::size_t fields_of(const Parser &parser);

[[nodiscard]] HttpRequest read_from(Parser::value_type &&message, Side side, std::string peer);
/// A response's bytes, in place of what `out` has. `head`: without its body.
void write_into(std::string &out, const HttpResponse &from, unsigned version, bool keep_alive,
                bool head);

} // namespace walletauth::daemon

// SPDX-License-Identifier: Apache-2.0
// Cookies of a request and of an answer (RFC 6265). Internal.
#pragma once

#include "http.hpp"

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::daemon {

/// The value of one cookie of a header `Cookie` (RFC 6265, 4.2.1); nothing if it is not there, or
/// there twice.
[[nodiscard]] std::optional<std::string_view> cookie_of(const HttpRequest &request,
                                                        std::string_view name);

/// The request's cookies but these; "" if none is left.
[[nodiscard]] std::string cookies_without(const HttpRequest &request,
                                          std::initializer_list<std::string_view> names);

/// A cookie of one host, which no script reads and no other host can set: its name begins with
/// `__Host-` (RFC 6265bis, 4.1.3.2). A life of 0 removes it.
[[nodiscard]] std::string host_cookie(std::string_view name, std::string_view value,
                                      std::chrono::seconds life);

} // namespace walletauth::daemon

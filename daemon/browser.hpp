// SPDX-License-Identifier: Apache-2.0
// What a browser is given and gives back: secrets, parameters of a query. Internal.
#pragma once

#include "http.hpp"

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::daemon {

/// 128 random bits in base64url: 22 characters.
[[nodiscard]] std::string new_secret();
/// Whether a text has the form of one.
[[nodiscard]] bool is_secret(std::string_view text) noexcept;
/// SHA-256 of a secret, in base64url.
[[nodiscard]] std::string hash_of(std::string_view secret);

/// The value of a parameter as sent, without decoding; nothing if it is not there, or there twice.
[[nodiscard]] std::optional<std::string_view> parameter_of(std::string_view query,
                                                           std::string_view name) noexcept;

/// A text of a query without percent-encoding (RFC 3986, 2.1); nothing if a `%` has no two digits.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text);

} // namespace walletauth::daemon

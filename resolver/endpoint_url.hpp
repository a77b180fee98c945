// SPDX-License-Identifier: Apache-2.0
// The URL of an endpoint: what it must be like, and its paths for REST. Internal.
#pragma once

#include "secret_text.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace walletauth::resolver {

/// A URL in parts; views of a SecretText that outlives it.
struct EndpointUrl {
    bool is_https = false;
    std::string_view base;  ///< scheme, host, port and path, without a slash at its end
    std::string_view query; ///< behind '?', or empty
};

/// http or https with a host, in printable ASCII, without a user, a fragment, a blank or a
/// backslash; at most 2,048 bytes. The error never has a part of the URL in it.
[[nodiscard]] std::expected<EndpointUrl, std::string> read_endpoint_url(std::string_view url);

/// `path` begins with a slash, or is empty for the base itself; `query` is percent-encoded, or
/// empty, and comes behind the endpoint's own.
/// Where it leads, in one spelling: equal for URLs that differ in the host's case, the usual port
/// or the slash at the end. Of a URL that was read without error.
[[nodiscard]] SecretText same_place(std::string_view url);

[[nodiscard]] SecretText url_with_path(const EndpointUrl &url, std::string_view path,
                                       std::string_view query);

/// Percent-encodes all but the unreserved characters of RFC 3986.
[[nodiscard]] std::string percent_encoded(std::string_view text);

} // namespace walletauth::resolver

// SPDX-License-Identifier: Apache-2.0
// A request and a response of HTTP as handlers see them: no socket, no clock, no parser. Internal.
#pragma once

#include <walletauth/cxx23.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace walletauth::daemon {

/// Which of the two listeners a request came to.
enum class Side : std::uint8_t { open, internal };

struct HttpRequest {
    Side side = Side::open;
    std::string method;
    std::string path;  ///< before '?', as sent: nothing is decoded
    std::string query; ///< behind '?'
    std::string body;
    std::string peer; ///< the address of the socket's other end; "" of a Unix socket
    /// Names in lower case, in the order of arrival. A name may come twice.
    std::vector<std::pair<std::string, std::string>> headers;

    /// The value of a header that must come once; nothing if it does not come, or comes twice.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    [[nodiscard]] bool has_header(std::string_view name) const;
};

struct HttpResponse {
    int status = 500;
    std::string content_type = {}; ///< "" with no body
    std::string body = {};
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string cause = {}; ///< of a failure, for the operator's log: never sent
};

/// ASCII letters alone, as HTTP compares names.
[[nodiscard]] std::string lower_case(std::string_view text);

/// 200 with a JSON object that no cache may keep.
[[nodiscard]] HttpResponse json_response(std::string body);

/// Answers a request on the thread that read it. Any number at once; must not throw.
using Handler = std::function<HttpResponse(const HttpRequest &)>;

} // namespace walletauth::daemon

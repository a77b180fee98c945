// SPDX-License-Identifier: Apache-2.0
#include "http.hpp"

#include <algorithm>

namespace walletauth::daemon {

std::optional<std::string_view> HttpRequest::header(std::string_view name) const {
    std::optional<std::string_view> found;
    for (const auto &[key, value] : headers) {
        if (key != name) continue;
        if (found) return std::nullopt; // two values: nobody knows which one a proxy has read
        found = value;
    }
    return found;
}

bool HttpRequest::has_header(std::string_view name) const {
    return std::ranges::any_of(headers, [&](const auto &pair) { return pair.first == name; });
}

HttpResponse json_response(std::string body) {
    return {200, "application/json", std::move(body), {{"Cache-Control", "no-store"}}};
}

std::optional<std::string_view> cookie_of(const HttpRequest &request, std::string_view name) {
    std::optional<std::string_view> found;
    for (const auto &[key, line] : request.headers) {
        if (key != "cookie") continue;
        std::string_view rest = line;
        while (!rest.empty()) {
            const auto end = std::min(rest.find(';'), rest.size());
            auto pair = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            while (pair.starts_with(' '))
                pair.remove_prefix(1);
            const auto equals = pair.find('=');
            if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
            if (found) return std::nullopt; // one of them was planted by another host
            found = pair.substr(equals + 1);
        }
    }
    return found;
}

} // namespace walletauth::daemon

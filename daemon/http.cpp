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

std::string lower_case(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return out;
}

HttpResponse json_response(std::string body) {
    return {200, "application/json", std::move(body), {{"Cache-Control", "no-store"}}};
}

} // namespace walletauth::daemon

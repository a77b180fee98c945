// SPDX-License-Identifier: Apache-2.0
#include "cookies.hpp"

#include <algorithm>

namespace walletauth::daemon {
namespace {

constexpr std::string_view blanks = " \t";

/// Calls `use` with the name, the value and the whole of each cookie. White space goes as backends
/// strip it, so that no spelling of a name means one thing here and another there.
template <class Use>
void each_cookie(const HttpRequest &request, const Use &use) {
    for (const auto &[key, line] : request.headers) {
        if (key != "cookie") continue;
        std::string_view rest = line;
        while (!rest.empty()) {
            const auto end = std::min(rest.find(';'), rest.size());
            auto pair = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const auto first = pair.find_first_not_of(blanks);
            if (first == std::string_view::npos) continue;
            pair = pair.substr(first, pair.find_last_not_of(blanks) - first + 1);
            const auto equals = std::min(pair.find('='), pair.size());
            const auto name = pair.substr(0, equals);
            const auto value = pair.substr(std::min(equals + 1, pair.size()));
            use(name.substr(0, name.find_last_not_of(blanks) + 1), value, pair);
        }
    }
}

} // namespace

std::optional<std::string_view> cookie_of(const HttpRequest &request, std::string_view wanted) {
    std::optional<std::string_view> found;
    bool is_twice = false;
    each_cookie(request, [&](std::string_view name, std::string_view value, std::string_view pair) {
        if (name != wanted || name.size() == pair.size()) return; // it may have no value
        is_twice = is_twice || found;
        found = value;
    });
    return is_twice ? std::nullopt : found; // one of two was planted by another host
}

std::string cookies_without(const HttpRequest &request,
                            std::initializer_list<std::string_view> names) {
    std::string out;
    each_cookie(request, [&](std::string_view name, std::string_view, std::string_view pair) {
        if (std::ranges::find(names, name) != names.end()) return;
        out.append(out.empty() ? "" : "; ").append(pair);
    });
    return out;
}

std::string host_cookie(std::string_view name, std::string_view value, std::chrono::seconds life) {
    return std::string{name} + '=' + std::string{value} +
           "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(life.count());
}

} // namespace walletauth::daemon

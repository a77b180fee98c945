// SPDX-License-Identifier: Apache-2.0
#include "origin.hpp"

#include <algorithm>

namespace walletauth::daemon {

std::optional<Origin> origin_of(std::string_view url) {
    const auto colon = url.find("://");
    if (colon == std::string_view::npos) return std::nullopt;
    const auto scheme = url.substr(0, colon);
    const auto host = url.substr(colon + 3);
    const bool is_host = !host.empty() && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == ':' || c == '[' || c == ']';
    });
    if ((scheme != "https" && scheme != "http") || !is_host) return std::nullopt;
    if (host.ends_with(scheme == "https" ? ":443" : ":80")) return std::nullopt;
    return Origin{std::string{scheme}, std::string{host}};
}

std::string_view name_of(std::string_view host) noexcept {
    const auto colon = host.find(':', host.starts_with('[') ? host.find(']') : 0);
    return host.substr(0, colon);
}

} // namespace walletauth::daemon

// SPDX-License-Identifier: Apache-2.0
#include "forward_auth.hpp"

#include <algorithm>

namespace walletauth::daemon {
namespace {

constexpr std::size_t max_path = 1024;

} // namespace

std::string path_of(const HttpRequest &request) {
    const auto uri = request.header("x-forwarded-uri").value_or("/");
    const bool is_path = uri.starts_with('/') && uri.size() <= max_path &&
                         std::ranges::all_of(uri, [](char c) { return c > ' ' && c <= '~'; });
    // Back to the callback there is nothing to see.
    return is_path && !uri.starts_with("/.walletauth/") ? std::string{uri} : "/";
}

bool is_navigation(const HttpRequest &request) {
    const auto method = request.header("x-forwarded-method").value_or("GET");
    const bool reads = method == "GET" || method == "HEAD";
    const auto mode = request.header("sec-fetch-mode");
    return reads && (mode == "navigate" || !request.has_header("sec-fetch-mode"));
}

bool is_for(const SiteSettings &site, const HttpRequest &request) {
    if (!request.has_header("x-forwarded-host")) return true; // the proxy names the site alone
    const auto host = request.header("x-forwarded-host");
    if (!host) return false; // two
    const auto port = site.origin.starts_with("https:") ? ":443" : ":80";
    auto name = lower_case(*host);
    if (name.ends_with(port)) name.resize(name.size() - std::string_view{port}.size());
    return name == site.host;
}

} // namespace walletauth::daemon

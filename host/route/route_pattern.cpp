// SPDX-License-Identifier: Apache-2.0
#include "route_pattern.hpp"

#include <walletauth/caip.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <limits>

namespace walletauth {
namespace {

bool is_chain_pattern(std::string_view chain) {
    return chain.contains(':') ? parse_chain_id(chain).has_value()
                               : parse_chain_id(std::string{chain} + ":0").has_value();
}

} // namespace

bool is_id(std::string_view text) noexcept {
    const auto alphanumeric = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    };
    return !text.empty() && text.size() <= 32 && alphanumeric(text.front()) &&
           std::ranges::all_of(text,
                               [&](char c) { return alphanumeric(c) || c == '-' || c == '_'; });
}

std::expected<RoutePattern, std::string> parse_route_pattern(std::string_view text) {
    const std::string shown = '"' + printable_ascii(text, 100) + '"';
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) {
        return std::unexpected(shown + " is no route, expected namespace/scheme");
    }
    RoutePattern pattern;
    pattern.chain = text.substr(0, slash);
    auto scheme = text.substr(slash + 1);
    if (const auto at = scheme.find('@'); at != std::string_view::npos) {
        const auto revision = parse_decimal_u64(scheme.substr(at + 1));
        if (!revision || *revision == 0 || *revision > std::numeric_limits<std::uint32_t>::max()) {
            return std::unexpected(shown + ": the revision after @ is no number from 1");
        }
        pattern.revision = static_cast<std::uint32_t>(*revision);
        scheme = scheme.substr(0, at);
    }
    pattern.scheme = scheme;
    if (!is_chain_pattern(pattern.chain)) {
        return std::unexpected(shown + " starts with no CAIP-2 namespace or id");
    }
    if (!is_id(pattern.scheme)) {
        return std::unexpected(shown + " names no scheme id [a-z0-9][a-z0-9_-]{0,31}");
    }
    if (pattern.scheme == "account" && (pattern.revision || pattern.chain.contains(':'))) {
        return std::unexpected(shown + ": an account route is namespace/account, without revision");
    }
    return pattern;
}

} // namespace walletauth

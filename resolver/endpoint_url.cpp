// SPDX-License-Identifier: Apache-2.0
#include "endpoint_url.hpp"

#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth::resolver {
namespace {

constexpr std::size_t max_url_size = 2048;

bool is_unreserved(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"-._~"}.contains(c);
}

/// A name, an address of IPv4, or one of IPv6 in brackets; then nothing or a port.
bool is_authority(std::string_view authority) noexcept {
    auto host = authority.substr(0, authority.rfind(':'));
    auto port = authority.substr(std::min(host.size() + 1, authority.size()));
    if (authority.starts_with('[') && authority.ends_with(']')) host = authority, port = {};
    const bool is_bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (is_bracketed) {
        host = host.substr(1, host.size() - 2);
        if (!std::ranges::all_of(host, [](char c) {
                return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') ||
                       c == ':' || c == '.';
            }))
            return false;
    } else if (host.empty() || !std::ranges::all_of(host, is_unreserved)) {
        return false;
    }
    const bool has_colon = authority.ends_with(':');
    if (has_colon || port.empty()) return !has_colon;
    const auto number = parse_decimal_u64(port); // without leading zeros
    return number && *number >= 1 && *number <= 65'535;
}

} // namespace

std::expected<EndpointUrl, std::string> read_endpoint_url(std::string_view url) {
    if (url.size() > max_url_size) {
        return std::unexpected(std::to_string(url.size()) + " bytes, at most 2048");
    }
    if (!std::ranges::all_of(url, [](char c) { return c > 0x20 && c < 0x7f && c != '\\'; })) {
        return std::unexpected("it has a blank, a backslash or a byte that is not printable ASCII");
    }
    EndpointUrl out;
    std::string_view rest = url;
    if (rest.starts_with("https://")) {
        out.is_https = true;
        rest.remove_prefix(8);
    } else if (rest.starts_with("http://")) {
        rest.remove_prefix(7);
    } else {
        return std::unexpected("expected https:// or http://");
    }
    if (url.contains('#')) return std::unexpected("it has a fragment (#)");
    const auto authority = rest.substr(0, rest.find_first_of("/?"));
    if (authority.contains('@')) {
        return std::unexpected("it has a user before the host; put a header into headers_file");
    }
    if (!is_authority(authority)) return std::unexpected("its host or port is none");
    const auto question = url.find('?');
    out.base = url.substr(0, question);
    if (question != std::string_view::npos) out.query = url.substr(question + 1);
    return out;
}

SecretText same_place(std::string_view url) {
    const bool is_https = url.starts_with("https://");
    const auto begin = url.find("//") + 2;
    const auto end = std::min(url.find_first_of("/?", begin), url.size());
    std::string whole;
    whole.reserve(url.size() + 1);
    whole.append(url.substr(0, end));
    std::ranges::transform(whole, whole.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    const std::string_view usual = is_https ? ":443" : ":80";
    if (whole.ends_with(usual)) whole.resize(whole.size() - usual.size());
    const auto path = url.substr(end);
    if (!path.starts_with('/')) whole.push_back('/');
    whole.append(path);
    if (whole.ends_with('/')) whole.pop_back();
    SecretText out(whole);
    wipe(whole);
    return out;
}

SecretText url_with_path(const EndpointUrl &url, std::string_view path, std::string_view query) {
    auto base = url.base;
    if (!path.empty() && base.ends_with('/')) base.remove_suffix(1);
    std::string whole;
    whole.reserve(base.size() + path.size() + url.query.size() + query.size() + 2);
    whole.append(base).append(path);
    char mark = '?';
    for (const auto part : {url.query, query}) {
        if (part.empty()) continue;
        whole.push_back(mark);
        whole.append(part);
        mark = '&';
    }
    SecretText out(whole);
    wipe(whole);
    return out;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            out.push_back(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out.push_back('%');
            out.push_back(digits[byte >> 4]);
            out.push_back(digits[byte & 15]);
        }
    }
    return out;
}

} // namespace walletauth::resolver

// SPDX-License-Identifier: Apache-2.0
#include "secret_files.hpp"

#include <walletauth/trusted_text.hpp>

#include <algorithm>
#include <array>

namespace walletauth::resolver {
namespace {

constexpr std::uint64_t max_secret_size = 16 << 10;
constexpr std::uint64_t max_ca_size = 4 << 20;
constexpr std::size_t max_headers = 16;

/// Of RFC 9110, section 5.6.2 ("token").
bool is_token(std::string_view name) noexcept {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view{"!#$%&'*+-.^_`|~"}.contains(c);
    });
}

bool is_reserved(std::string_view name) {
    constexpr std::array<std::string_view, 10> names{"host",
                                                     "content-length",
                                                     "content-type",
                                                     "transfer-encoding",
                                                     "connection",
                                                     "expect",
                                                     "te",
                                                     "upgrade",
                                                     "proxy-authorization",
                                                     "accept-encoding"};
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return std::ranges::find(names, lower) != names.end();
}

std::optional<std::string> header_fault(std::string_view line) {
    const auto name = line.substr(0, line.find(':'));
    if (name.size() == line.size() || !is_token(name)) return "is no \"Name: value\"";
    if (is_reserved(name)) return "sets a header that is not the operator's";
    auto value = line.substr(name.size() + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    const bool is_printable =
        std::ranges::all_of(value, [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\t'; });
    if (value.empty() || !is_printable) return "has no value of printable ASCII";
    return std::nullopt;
}

} // namespace

std::expected<SecretText, std::string> read_url_file(const std::string &file) {
    auto text = read_trusted_text(file, max_secret_size);
    if (!text) return std::unexpected(text.error().message());
    std::string_view line = *text;
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool is_line = !line.empty() && !line.contains('\n');
    SecretText url(is_line ? line : std::string_view{});
    wipe(*text);
    if (!is_line) return std::unexpected(file + ": expected one line, the URL");
    return url;
}

std::expected<std::vector<SecretText>, std::string> read_headers(std::string_view text) {
    std::vector<SecretText> headers;
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        if (const auto fault = header_fault(line)) {
            return std::unexpected("line " + std::to_string(number) + " " + *fault);
        }
        headers.emplace_back(line);
    }
    if (headers.empty() || headers.size() > max_headers) {
        return std::unexpected(std::to_string(headers.size()) + " headers, expected 1 to 16");
    }
    return headers;
}

std::expected<std::vector<SecretText>, std::string> read_headers_file(const std::string &file) {
    auto text = read_trusted_text(file, max_secret_size);
    if (!text) return std::unexpected(text.error().message());
    auto headers = read_headers(*text);
    wipe(*text);
    if (!headers) return std::unexpected(file + ": " + headers.error());
    return headers;
}

std::optional<std::string> ca_file_fault(const std::string &file) {
    const auto text = read_trusted_text(file, max_ca_size);
    if (!text) return text.error().message();
    if (!text->contains("-----BEGIN CERTIFICATE-----")) return file + ": there is no certificate";
    return std::nullopt;
}

} // namespace walletauth::resolver

// SPDX-License-Identifier: Apache-2.0
#include "claims.hpp"

#include <walletauth/text/json.hpp>

#include <array>
#include <charconv>
#include <utility>

namespace walletauth::signin {
namespace {

using json::Kind;
using json::Value;

constexpr std::size_t max_size = 8192; // docs/abi.md, sign-in

using Text = std::optional<std::string> Claims::*;
constexpr std::array<std::pair<std::string_view, Text>, 10> texts{{
    {"account", &Claims::account},
    {"chain", &Claims::chain},
    {"domain", &Claims::domain},
    {"scheme", &Claims::scheme},
    {"uri", &Claims::uri},
    {"version", &Claims::version},
    {"nonce", &Claims::nonce},
    {"statement", &Claims::statement},
    {"request_id", &Claims::request_id},
    {"callback_url", &Claims::callback_url},
}};

using Moment = std::optional<ClaimedTime> Claims::*;
constexpr std::array<std::tuple<std::string_view, std::string_view, Moment>, 3> times{{
    {"issued_at", "issued_at_seconds", &Claims::issued_at},
    {"expiration_time", "expiration_time_seconds", &Claims::expiration_time},
    {"not_before", "not_before_seconds", &Claims::not_before},
}};

template <class Number>
std::optional<Number> number_of(std::string_view digits) noexcept {
    Number number{};
    const char *const begin = digits.data(), *const end = begin + digits.size();
    const auto [stop, error] = std::from_chars(begin, end, number);
    return error == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

/// Of a text of RFC 3339 that its reader has found good: its digits after the point, 1 to 9.
std::uint32_t nanoseconds_of(std::string_view text) noexcept {
    constexpr std::size_t point = 19; // 2026-01-15T12:00:00
    if (text.size() <= point || text[point] != '.') return 0;
    std::uint32_t value = 0;
    for (std::size_t i = point + 1, digits = 0; digits < 9; ++i, ++digits) {
        const bool is_digit = i < text.size() && text[i] >= '0' && text[i] <= '9';
        if (!is_digit) { // the rest are zeros
            for (; digits < 9; ++digits)
                value *= 10;
            break;
        }
        value = value * 10 + static_cast<std::uint32_t>(text[i] - '0');
    }
    return value;
}

std::unexpected<std::string> bad(std::string_view name, std::string_view what) {
    return std::unexpected("claim " + std::string{name} + ' ' + std::string{what});
}

std::expected<std::optional<std::string>, std::string> text_of(const Value &root,
                                                               std::string_view name) {
    const auto value = root.find(name);
    if (!value) return std::optional<std::string>{};
    if (value->kind() != Kind::string) return bad(name, "is no string");
    return std::optional{std::string{value->text()}};
}

std::expected<std::optional<ClaimedTime>, std::string> time_of(const Value &root,
                                                               std::string_view name,
                                                               std::string_view seconds_name) {
    auto text = text_of(root, name);
    if (!text) return std::unexpected(text.error());
    const auto value = root.find(seconds_name);
    const auto &written = *text;
    if (written.has_value() != value.has_value()) return bad(name, "and its seconds go together");
    if (!value || !written) return std::optional<ClaimedTime>{};
    const auto seconds = number_of<std::int64_t>(value->text());
    if (value->kind() != Kind::number || !seconds) return bad(seconds_name, "is no number");
    return ClaimedTime{*written, *seconds, nanoseconds_of(*written)};
}

std::expected<std::optional<std::vector<std::string>>, std::string> resources_of(
    const Value &root) {
    constexpr std::string_view name = "resources";
    const auto value = root.find(name);
    if (!value) return std::optional<std::vector<std::string>>{};
    if (value->kind() != Kind::array) return bad(name, "is no array");
    std::vector<std::string> resources;
    for (std::size_t i = 0; i < value->size(); ++i) {
        if (value->at(i).kind() != Kind::string) return bad(name, "has no string in it");
        resources.emplace_back(value->at(i).text());
    }
    return resources;
}

} // namespace

std::expected<Claims, std::string> read_claims(std::string_view text) {
    const auto document = json::Document::parse(text, {.max_size = max_size, .max_depth = 2});
    if (!document) return std::unexpected("claims: " + document.error().reason);
    const Value root = document->root();
    if (root.kind() != Kind::object) return std::unexpected("claims are no object");
    Claims claims;
    for (const auto &[name, member] : texts) {
        auto value = text_of(root, name);
        if (!value) return std::unexpected(value.error());
        claims.*member = std::move(*value);
    }
    for (const auto &[name, seconds, member] : times) {
        auto value = time_of(root, name, seconds);
        if (!value) return std::unexpected(value.error());
        claims.*member = std::move(*value);
    }
    auto resources = resources_of(root);
    if (!resources) return std::unexpected(resources.error());
    claims.resources = std::move(*resources);
    return claims;
}

} // namespace walletauth::signin

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

using Wrong = std::optional<std::string>;

/// A time's text and its seconds, which stand in members of their own.
struct TimeParts {
    std::optional<Value> text, seconds;
};
using AllTimes = std::array<TimeParts, times.size()>;

std::string bad(std::string_view name, std::string_view what) {
    return "claim " + std::string{name} + ' ' + std::string{what};
}

Wrong read_resources(const Value &value, Claims &claims) {
    if (value.kind() != Kind::array) return bad("resources", "is no array");
    claims.resources.emplace();
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value.at(i).kind() != Kind::string) return bad("resources", "has no string in it");
        claims.resources->emplace_back(value.at(i).text());
    }
    return std::nullopt;
}

/// One member; what no claim is called is passed over, as plugins may know more.
Wrong read_member(std::string_view name, const Value &value, Claims &claims, AllTimes &all_times) {
    for (const auto &[known, member] : texts) {
        if (name != known) continue;
        if (value.kind() != Kind::string) return bad(name, "is no string");
        (claims.*member).emplace(value.text());
        return std::nullopt;
    }
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (name == std::get<0>(times[i])) all_times[i].text = value;
        if (name == std::get<1>(times[i])) all_times[i].seconds = value;
    }
    return name == "resources" ? read_resources(value, claims) : std::nullopt;
}

Wrong read_times(const AllTimes &all_times, Claims &claims) {
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto &[name, seconds_name, member] = times[i];
        const auto &[text, seconds] = all_times[i];
        if (text && text->kind() != Kind::string) return bad(name, "is no string");
        if (text.has_value() != seconds.has_value())
            return bad(name, "and its seconds go together");
        if (!text) continue;
        const auto number = number_of<std::int64_t>(seconds->text());
        if (seconds->kind() != Kind::number || !number) return bad(seconds_name, "is no number");
        claims.*member =
            ClaimedTime{std::string{text->text()}, *number, nanoseconds_of(text->text())};
    }
    return std::nullopt;
}

} // namespace

std::expected<Claims, std::string> read_claims(std::string_view text) {
    const auto document = json::Document::parse(text, {.max_size = max_size, .max_depth = 2});
    if (!document) return std::unexpected("claims: " + document.error().reason);
    const Value root = document->root();
    if (root.kind() != Kind::object) return std::unexpected("claims are no object");
    Claims claims;
    AllTimes all_times;
    for (std::size_t i = 0; i < root.size(); ++i) {
        if (auto wrong = read_member(root.name(i), root.at(i), claims, all_times)) {
            return std::unexpected(std::move(*wrong));
        }
    }
    if (auto wrong = read_times(all_times, claims)) return std::unexpected(std::move(*wrong));
    return claims;
}

} // namespace walletauth::signin

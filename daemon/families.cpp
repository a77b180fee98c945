// SPDX-License-Identifier: Apache-2.0
#include "families.hpp"

#include <walletauth/text/text.hpp>

#include <algorithm>
#include <optional>

namespace walletauth::daemon {
namespace {

using signin::Consumed;
using signin::Found;
using std::chrono::seconds;

/// How long a token that was replaced is an honest mistake.
constexpr seconds theft_after{30};

std::string number_text(signin::Time time) {
    return std::to_string(time.time_since_epoch().count());
}

std::string text_of(const TokenTimes &times) {
    return number_text(times.issued) + ' ' + number_text(times.until);
}

std::optional<TokenTimes> times_of(std::string_view text) {
    const auto space = text.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const auto issued = parse_decimal_u64(text.substr(0, space));
    const auto until = parse_decimal_u64(text.substr(space + 1));
    if (!issued || !until) return std::nullopt;
    const auto time = [](std::uint64_t number) {
        return signin::Time{seconds{static_cast<std::int64_t>(number)}};
    };
    return TokenTimes{time(*issued), time(*until)};
}

/// What a use stored. What is not ours is no answer.
Standing repeated(std::string_view value) {
    const auto times = times_of(value);
    if (!times) return {StandingKind::unknown, {}, "the store has another value than was stored"};
    return {StandingKind::repeated, *times, {}};
}

} // namespace

std::string Families::key(std::uint64_t number) const {
    return "r:" + session_ + ':' + std::to_string(number);
}

Standing Families::of_found(const Found &found) const {
    if (found.outcome == Found::Outcome::unavailable)
        return {StandingKind::unknown, {}, found.detail};
    if (found.generation != generation_) return {StandingKind::stale, {}, {}};
    if (found.outcome == Found::Outcome::absent) return {StandingKind::fresh, {}, {}};
    return repeated(found.value);
}

Standing Families::look_at_end() const {
    const auto found = store_.find("x:" + session_);
    if (found.outcome == Found::Outcome::there && found.generation == generation_)
        return {StandingKind::revoked, {}, {}};
    return of_found(found);
}

Standing Families::look(std::uint64_t number, signin::Time now) const {
    if (auto end = look_at_end(); end.kind != StandingKind::fresh) return end;
    auto used = of_found(store_.find(key(number)));
    if (used.kind != StandingKind::repeated) return used;
    auto next = of_found(store_.find(key(number + 1)));
    if (next.kind == StandingKind::fresh) return used;
    if (next.kind != StandingKind::repeated) return next;
    // The successor's successor was issued when the successor was used.
    if (now - next.successor.issued > theft_after) return {StandingKind::stolen, {}, {}};
    return used;
}

Standing Families::use(std::uint64_t number, signin::Time until, const TokenTimes &successor,
                       signin::Time now) const {
    const auto kept = std::max(until - now, seconds{0}) + kept_beyond;
    const auto consumed = store_.consume(key(number), kept, text_of(successor));
    if (consumed.outcome == Consumed::Outcome::unavailable)
        return {StandingKind::unknown, {}, consumed.detail};
    if (consumed.generation != generation_) return {StandingKind::stale, {}, {}};
    if (consumed.outcome == Consumed::Outcome::first) return {StandingKind::fresh, successor, {}};
    return repeated(consumed.value);
}

Standing Families::revoke() const {
    const auto consumed = store_.consume("x:" + session_, longest_session + kept_beyond, "1");
    if (consumed.outcome == Consumed::Outcome::unavailable)
        return {StandingKind::unknown, {}, consumed.detail};
    return {
        consumed.generation == generation_ ? StandingKind::revoked : StandingKind::stale, {}, {}};
}

} // namespace walletauth::daemon

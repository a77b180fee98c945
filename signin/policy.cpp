// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/policy.hpp>

#include <walletauth/text/text.hpp>

#include <sodium/utils.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace walletauth::signin {
namespace {

using std::chrono::seconds;
using Found = std::optional<Failure>;

constexpr std::size_t shown_size = 80;

/// `what`, and the value where a log may show it.
Failure failed(std::string_view check, std::string_view what,
               std::optional<std::string_view> value = {}) {
    std::string detail{what};
    if (value) detail += ": \"" + printable_ascii(*value, shown_size) + '"';
    return {check, std::move(detail)};
}

bool contains(const std::vector<std::string> &list, std::string_view item) {
    return std::ranges::find(list, item) != list.end();
}

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Found check_nonce(const Expected &expected, const Claims &claims) {
    if (!expected.nonce) return std::nullopt;
    if (!claims.nonce) return failed("nonce", "the text has no nonce");
    if (equal_in_constant_time(*claims.nonce, *expected.nonce)) return std::nullopt;
    return failed("nonce", "the nonce is not the one that was issued");
}

/// A form that names whom it is for and says nothing else of the service.
bool names_a_recipient(const Claims &claims) noexcept {
    return !claims.uri && !claims.version && !claims.issued_at;
}

Found check_domain(const Policy &policy, const Claims &claims) {
    if (!claims.domain) return failed("domain", "the text names no domain");
    if (*claims.domain == policy.domain) return std::nullopt;
    if (names_a_recipient(claims) && contains(policy.recipients, *claims.domain)) {
        return std::nullopt;
    }
    return failed("domain", "the text is for another domain", *claims.domain);
}

Found check_scheme(const Policy &policy, const Claims &claims) {
    if (!claims.scheme || *claims.scheme == policy.scheme) return std::nullopt;
    return failed("scheme", "the text is for another scheme", *claims.scheme);
}

/// scheme://domain of the policy.
bool is_own_origin(const Policy &policy, std::string_view origin) noexcept {
    constexpr std::string_view mark = "://";
    if (!origin.starts_with(policy.scheme)) return false;
    origin.remove_prefix(policy.scheme.size());
    return origin.starts_with(mark) && origin.substr(mark.size()) == policy.domain;
}

Found check_uri(const Policy &policy, const Claims &claims) {
    if (!claims.uri) return std::nullopt;
    const bool good = policy.uris.empty() ? is_own_origin(policy, origin_of(*claims.uri))
                                          : contains(policy.uris, *claims.uri);
    if (good) return std::nullopt;
    return failed("uri", "the text is for another URI", *claims.uri);
}

Found check_chain(const Policy &policy, const Expected &expected, const Claims &claims) {
    for (const auto &chain : {expected.chain, std::optional<std::string_view>{claims.chain}}) {
        if (chain && !contains(policy.chains, *chain)) {
            return failed("chain", "the chain is not accepted", chain);
        }
    }
    if (claims.chain && expected.chain && *claims.chain != *expected.chain) {
        return failed("chain", "the text is for another chain than the request", *claims.chain);
    }
    return std::nullopt;
}

Found check_account(const Expected &expected, const Claims &claims) {
    if (!expected.account || !claims.account || *claims.account == *expected.account) {
        return std::nullopt;
    }
    return failed("account", "the text names another account", *claims.account);
}

Found check_exact(const Expected &expected, const Claims &claims) {
    if (expected.statement && claims.statement != *expected.statement) {
        return failed("statement", "the statement is not the one that was issued");
    }
    if (expected.resources != nullptr && claims.resources != *expected.resources) {
        return failed("resources", "the resources are not those that were issued");
    }
    return std::nullopt;
}

Found check_callback(const Policy &policy, const Claims &claims) {
    if (!claims.callback_url) return std::nullopt;
    const auto origin = origin_of(*claims.callback_url);
    const bool good = policy.callback_origins.empty()
                          ? is_own_origin(policy, origin)
                          : !origin.empty() && contains(policy.callback_origins, origin);
    if (good) return std::nullopt;
    return failed("callback_url", "the callback URL is of an origin that is not listed",
                  *claims.callback_url);
}

/// What is compared of a time, by seconds first, and what a refusal shows of it.
struct Moment {
    bool is_there = false;
    std::int64_t seconds = 0;
    std::uint32_t nanoseconds = 0;
    std::string_view text = {};

    [[nodiscard]] bool is_before(const Moment &other) const noexcept {
        return seconds != other.seconds ? seconds < other.seconds : nanoseconds < other.nanoseconds;
    }
};

/// A time as the text has it, or as the nonce says.
Moment time_of(const std::optional<ClaimedTime> &claimed,
               const std::optional<Time> &of_nonce = {}) noexcept {
    if (claimed) return {true, claimed->seconds, claimed->nanoseconds, claimed->text};
    if (of_nonce) return {true, of_nonce->time_since_epoch().count()};
    return {};
}
Moment at(std::int64_t seconds) noexcept { return {true, seconds}; }

struct Times {
    Moment issued, expires, begins;
    std::int64_t now, skew;
};

/// A nonce's own times do not stand for what the text itself must say.
bool lacks(bool is_required, const Expected &expected,
           const std::optional<ClaimedTime> &claimed) noexcept {
    return is_required && expected.form_has_times && !claimed;
}

Found check_issued(const Policy &policy, const Times &times) {
    if (!times.issued.is_there) return std::nullopt;
    if (at(times.now + times.skew).is_before(times.issued)) {
        return failed("issued_at", "the text is issued in the future", times.issued.text);
    }
    if (policy.max_age &&
        times.issued.is_before(at(times.now - policy.max_age->count() - times.skew))) {
        return failed("issued_at", "the text is too old", times.issued.text);
    }
    return std::nullopt;
}

Found check_expiry(const Times &times) {
    if (!times.expires.is_there) return std::nullopt;
    // "Not valid any more" begins at the very instant (EIP-4361).
    if (!at(times.now - times.skew).is_before(times.expires)) {
        return failed("expiration_time", "the text has expired", times.expires.text);
    }
    if (times.issued.is_there && !times.issued.is_before(times.expires)) {
        return failed("expiration_time", "the text expires before it is issued",
                      times.expires.text);
    }
    return std::nullopt;
}

Found check_begin(const Times &times) {
    if (!times.begins.is_there) return std::nullopt;
    if (times.expires.is_there && !times.begins.is_before(times.expires)) {
        return failed("not_before", "the text expires before it begins", times.begins.text);
    }
    if (at(times.now + times.skew).is_before(times.begins)) {
        return failed("not_before", "the text is not good yet", times.begins.text);
    }
    return std::nullopt;
}

Found check_times(const Policy &policy, const Expected &expected, const Claims &claims, Time now) {
    const Times times{time_of(claims.issued_at, expected.issued_at),
                      time_of(claims.expiration_time, expected.expires_at),
                      time_of(claims.not_before), now.time_since_epoch().count(),
                      policy.skew.count()};
    if (lacks(policy.require_issued_at, expected, claims.issued_at)) {
        return failed("issued_at", "the text does not say when it was issued");
    }
    if (auto found = check_issued(policy, times)) return found;
    if (lacks(policy.require_expiry, expected, claims.expiration_time)) {
        return failed("expiration_time", "the text never expires");
    }
    if (auto found = check_expiry(times)) return found;
    return check_begin(times);
}

} // namespace

std::string_view origin_of(std::string_view uri) noexcept {
    const auto scheme = uri.find("://");
    // The first colon ends a scheme: "a:b://c" has none of these.
    if (scheme == 0 || scheme == std::string_view::npos || uri.find(':') != scheme) return {};
    const auto end = std::min(uri.find_first_of("/?#", scheme + 3), uri.size());
    return end == scheme + 3 ? std::string_view{} : uri.substr(0, end);
}

std::optional<Failure> check_claims(const Policy &policy, const Expected &expected,
                                    const Claims &claims, Time now) {
    if (policy.domain.empty()) {
        return failed("policy", "the service names no domain of its own: set Policy::domain");
    }
    if (auto found = check_nonce(expected, claims)) return found;
    if (auto found = check_domain(policy, claims)) return found;
    if (auto found = check_scheme(policy, claims)) return found;
    if (auto found = check_uri(policy, claims)) return found;
    if (auto found = check_chain(policy, expected, claims)) return found;
    if (auto found = check_account(expected, claims)) return found;
    if (auto found = check_exact(expected, claims)) return found;
    if (auto found = check_callback(policy, claims)) return found;
    return expected.times_count ? check_times(policy, expected, claims, now) : std::nullopt;
}

} // namespace walletauth::signin

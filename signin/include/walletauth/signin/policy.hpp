// SPDX-License-Identifier: Apache-2.0
/// What a service expects of the text that a user signed, and whether the text says it.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/nonce.hpp>

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::signin {

/// A time in a text, with its fraction of a second: `12:00:00.001` is after `12:00:00`.
struct ClaimedTime {
    std::string text;              ///< RFC 3339, as signed
    std::int64_t seconds = 0;      ///< since 1970, rounded down
    std::uint32_t nanoseconds = 0; ///< beyond `seconds`, below 10^9
};

/// What a signed text says, as the chain's plugin reads it (`walletauth.sign-in/1`). Absent and
/// empty differ.
struct Claims {
    std::optional<std::string> account; ///< bare; compared only after the plugin's normalisation
    std::optional<std::string> chain;   ///< CAIP-2
    std::optional<std::string> domain;
    std::optional<std::string> scheme; ///< of a URI, before the domain: `https`
    std::optional<std::string> uri;
    std::optional<std::string> version;
    std::optional<std::string> nonce;
    std::optional<std::string> statement;
    std::optional<std::string> request_id;
    std::optional<std::string> callback_url;
    std::optional<ClaimedTime> issued_at;
    std::optional<ClaimedTime> expiration_time;
    std::optional<ClaimedTime> not_before;
    std::optional<std::vector<std::string>> resources;
};

/// What a service expects. Immutable while it is used.
struct Policy {
    /// The service's own host[:port], as browsers show it. Empty is the service's error: nothing is
    /// ever accepted without it.
    std::string domain;
    std::string scheme = "https"; ///< that pages of the service have
    /// The chains that are accepted, CAIP-2. Empty accepts none.
    std::vector<std::string> chains;
    /// Exact URIs in the place of the rule "its origin is scheme://domain".
    std::vector<std::string> uris;
    /// Names beside `domain`, for forms that name a recipient and no URI (NEP-413): the service's
    /// account ids.
    std::vector<std::string> recipients;
    /// Origins, such as "https://app.example", whose pages may be a callback URL (NEP-413). Empty:
    /// the service's own.
    std::vector<std::string> callback_origins;
    std::chrono::seconds skew{30}; ///< that clocks may differ, at most
    /// How long a text is good after it says that it was issued; nothing: no limit of its own.
    std::optional<std::chrono::seconds> max_age{std::chrono::minutes{10}};
    bool require_issued_at = true; ///< of forms that can carry it
    bool require_expiry = false;   ///< the same
};

/// What one request is expected to say beside the policy. SignIn proves these by the nonce's MAC; a
/// service with nonces of its own states them.
struct Expected {
    std::optional<std::string_view> nonce;   ///< exactly this
    std::optional<std::string_view> account; ///< canonical and bare; as the claims' must be
    std::optional<std::string_view> chain;   ///< of the request
    std::optional<std::string_view> statement;
    const std::vector<std::string> *resources = nullptr;
    /// What the nonce says of itself, where the text has no times.
    std::optional<Time> issued_at;
    std::optional<Time> expires_at;
    /// Whether the form can carry times: they can't be required of others.
    bool form_has_times = true;
    /// False where they were judged before: a session outlives the text that began it.
    bool times_count = true;
};

/// Which check failed. The names are public (docs/sign-in.md).
struct Failure {
    std::string_view check;
    std::string detail; ///< for logs, printable ASCII
};

/// The first check that fails, in the order of docs/sign-in.md: policy, nonce, domain, scheme, uri,
/// chain, account, statement, resources, callback_url, issued_at, expiration_time, not_before;
/// nothing if all pass. Pure and linear; any thread.
[[nodiscard]] std::optional<Failure> check_claims(const Policy &policy, const Expected &expected,
                                                  const Claims &claims, Time now);

/// `scheme://authority` of a URI by an exact split; empty if it has none.
[[nodiscard]] std::string_view origin_of(std::string_view uri) noexcept;

} // namespace walletauth::signin

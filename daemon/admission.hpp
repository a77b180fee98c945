// SPDX-License-Identifier: Apache-2.0
// What each request of a user needs before anything is judged. Internal.
#pragma once

#include "app.hpp"

#include <walletauth/text/json.hpp>

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::daemon {

/// The member that every body has, and the one of a program that signs in.
constexpr std::string_view client_member = "client_id";
constexpr std::string_view verifier_member = "code_verifier";

/// A body that is one JSON object: what is the daemon's, and the rest as the library reads it.
struct Body {
    std::string client;
    std::string own; ///< code_challenge, code_verifier or refresh_token
    std::string rest;
    json::Document document; ///< the body's, whose text is the request's
};

struct Admitted {
    const Client *client;
    Body body;
    bool from_page;

    /// The connection's part of a challenge or a sign-in. Without a verifier it is the cookie, if
    /// there is one.
    [[nodiscard]] signin::Channel channel(std::string_view cookie) const;
};

/// Counts the request; 429 if its client has asked too often.
[[nodiscard]] std::optional<HttpResponse> over_limit(const App::Call &call, RateLimit &limit);
/// Counts the request, reads its body and finds its client, whose page it must be if it is of one.
/// `own_name` is the member that is the daemon's beside client_id.
[[nodiscard]] std::expected<Admitted, HttpResponse> admit(const App::Call &call, RateLimit &limit,
                                                          std::string_view own_name);

} // namespace walletauth::daemon

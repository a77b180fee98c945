// SPDX-License-Identifier: Apache-2.0
// Forward-auth: a proxy asks about each request to a site, and a handshake carries a sign-in from
// the daemon's host to the site's. Internal.
//
//   site        GET /anything       no pass: the browser gets a secret, and goes to the daemon with
//                                   a sealed request: {site, hash of the secret, path}
//   the daemon  GET /forward        signed in: goes back with a code, sealed for this site and this
//                                   secret, used once, of one minute
//   site        GET /.walletauth/callback  the code and the secret give the pass: a cookie of this
//                                   host, sealed for this site
//
// No cookie has a domain, so none reaches another host; no path decides who may see what.
#pragma once

#include "app.hpp"
#include "visitor.hpp"

#include <string_view>

namespace walletauth::daemon {

inline constexpr std::string_view session_cookie = "__Host-wa_session"; ///< of the daemon's host
inline constexpr std::string_view pass_cookie = "__Host-wa_fwd";        ///< of a site
inline constexpr std::string_view browser_cookie = "__Host-wa_browser"; ///< of a site, before it
inline constexpr std::string_view callback_path = "/.walletauth/callback";

/// The part of a URL that a site is asked for, behind its origin: "/" for what is no path. What it
/// gives stays on the site, whatever stands in it.
[[nodiscard]] std::string path_of(const HttpRequest &request);
/// Whether a browser shows the answer to its user, so that sending it elsewhere helps.
[[nodiscard]] bool is_navigation(const HttpRequest &request);
/// Whether the proxy that asks about `site` got the request for `site`.
[[nodiscard]] bool is_for(const SiteSettings &site, const HttpRequest &request);

} // namespace walletauth::daemon

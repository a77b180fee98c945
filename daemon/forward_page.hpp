// SPDX-License-Identifier: Apache-2.0
// The daemon's own pages: where users of sites sign in, and what they are told. Internal.
#pragma once

#include "http.hpp"
#include "settings.hpp"
#include "visitor.hpp"

#include <string_view>

namespace walletauth::daemon {

/// Where a user signs in for a site. `visitor`: who is signed in and may not enter; NULL: nobody.
[[nodiscard]] HttpResponse sign_in_page(const SiteSettings &site, const ClientSettings &client,
                                        const Visitor *visitor);
/// Who is signed in, and how to sign out.
[[nodiscard]] HttpResponse account_page(const Settings &settings, const Visitor *visitor);
/// A page of one paragraph; `link`, if any, is where to go on.
[[nodiscard]] HttpResponse message_page(int status, std::string_view title, std::string_view text,
                                        std::string_view link);
/// A problem that passes, for a user instead of a program.
[[nodiscard]] HttpResponse later_page(const HttpResponse &problem);
[[nodiscard]] HttpResponse page_script();
[[nodiscard]] HttpResponse page_style();

} // namespace walletauth::daemon

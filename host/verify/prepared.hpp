// SPDX-License-Identifier: Apache-2.0
// A request on its way to the plugin. Internal.
#pragma once

#include "host/route/precedence.hpp"

#include <walletauth/verifier.hpp>

#include <string>
#include <vector>

namespace walletauth {

/// A request with its route, ready for the plugin. Its views are the caller's.
struct Prepared {
    const SchemeRoute *route = nullptr;
    std::string account;                  ///< the claim's canonical form; empty: none claimed
    std::vector<wa_parameter> parameters; ///< the user's and the service's, where both gave some
    /// Its account moves with this struct: `check` sets it where that has come to rest.
    wa_request request{};
    Precedence refusals;    ///< what is wrong so far
    bool is_account = true; ///< false: the claim is no account there, or could not be read
};

/// Joins the parameters and brings the claim to its one spelling.
[[nodiscard]] Prepared prepare(const PluginSet &plugins, const SchemeRoute &route,
                               const Request &from, const Service &service);

/// Holds it against grant and descriptor. True if the plugin is to be asked: what is wrong then, if
/// anything, may come after what the plugin finds.
[[nodiscard]] bool check(Prepared &prepared);

} // namespace walletauth

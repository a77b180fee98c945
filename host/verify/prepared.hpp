// SPDX-License-Identifier: Apache-2.0
// A request on its way to the plugin. Internal.
#pragma once

#include <walletauth/verifier.hpp>

#include <optional>
#include <string>
#include <vector>

namespace walletauth {

/// A request with its route and canonical claim, ready for the plugin. Its views are the caller's.
struct Prepared {
    const Route *route = nullptr;
    std::string account;                  ///< the claim's canonical form; empty: none claimed
    std::vector<wa_parameter> parameters; ///< the user's and the service's, where both gave some
    /// Without the account: its text moves with this struct, so it is set where that has come to
    /// rest.
    wa_request request{};
    /// What is wrong between user and service, or in what the service says; answered unless
    /// something before it in the order of precedence is wrong, too.
    std::optional<Refusal> conflict;
};

/// Normalises the claim and joins the parameters. A refusal is one of the claim, or of what comes
/// before that in the order of precedence.
[[nodiscard]] Result<Prepared> prepare(const Verifier &verifier, const Route &route,
                                       const Request &from, const Service &service);

} // namespace walletauth

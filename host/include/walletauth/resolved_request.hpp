// SPDX-License-Identifier: Apache-2.0
/// ResolvedRequest: a request as its plugin is given it.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>
#include <walletauth/verifier.hpp>

#include <memory>
#include <optional>

namespace walletauth {

/// What Verifier::verify makes of a request before it asks the plugin: the claim in its canonical
/// bare spelling, and the user's parameters joined with the service's. For tools that ask a plugin
/// themselves, by its table, a SchemeRoute or a PluginAdapter. It owns all of its bytes.
///
/// Moved from, it may only be assigned to or destroyed.
class ResolvedRequest {
  public:
    /// Refused are a chain or scheme that has no route, and a claim that is no account there (its
    /// plugin says so). Whether a host would go on and ask the plugin is not looked at: `compat`
    /// may not be granted, the descriptor may not allow the request (check_request in checks.hpp),
    /// and two items of evidence may answer one query.
    [[nodiscard]] static Result<ResolvedRequest> of(const Verifier &verifier,
                                                    const Request &request,
                                                    const Service &service = {});
    ResolvedRequest(ResolvedRequest &&) noexcept;
    ResolvedRequest &operator=(ResolvedRequest &&) noexcept;
    ~ResolvedRequest();

    /// What it points to lives as long as this object, wherever that is moved to.
    [[nodiscard]] const wa_request &request() const noexcept;

    /// Where user and service do not fit together, the host's answer in the place of the plugin's,
    /// unless that comes first in the order of precedence: WA_MALFORMED_PARAMS if the user gave
    /// what only the service may give, else WA_REJECTED_POLICY if both gave a parameter and the
    /// values differ. `request` then has the service's value.
    [[nodiscard]] const std::optional<Refusal> &conflict() const noexcept;

  private:
    struct State;
    explicit ResolvedRequest(std::unique_ptr<State> state) noexcept;

    std::unique_ptr<State> state_;
};

} // namespace walletauth

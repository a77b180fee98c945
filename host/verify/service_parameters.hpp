// SPDX-License-Identifier: Apache-2.0
// The parameters of a user's request beside those of the service. Internal.
#pragma once

#include <walletauth/interface.hpp>

#include <optional>
#include <span>
#include <vector>

namespace walletauth {

/// WA_MALFORMED_PARAMS if a user's parameter is one that only the service may give; parameters that
/// the scheme does not declare are not looked at.
[[nodiscard]] std::optional<Refusal> service_only_refusal(
    const wa_scheme &scheme, std::span<const wa_parameter> from_user) noexcept;

struct JoinedParameters {
    /// All of the service's, and those of the user that the service has not; doubles stay doubles.
    std::vector<wa_parameter> parameters;
    /// WA_REJECTED_POLICY if both gave one with different values.
    std::optional<Refusal> conflict;
};
[[nodiscard]] JoinedParameters joined_parameters(std::span<const wa_parameter> from_user,
                                                 std::span<const wa_parameter> from_service);

} // namespace walletauth

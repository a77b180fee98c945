// SPDX-License-Identifier: Apache-2.0
#include "service_parameters.hpp"

#include <walletauth/checks.hpp>

#include <algorithm>

namespace walletauth {

std::optional<Refusal> service_only_refusal(const wa_scheme &scheme,
                                            std::span<const wa_parameter> from_user) noexcept {
    for (const auto &parameter : from_user) {
        const auto *info = detail::find_parameter(scheme, view(parameter.name));
        if (info != nullptr && info->role == WA_ROLE_SERVICE) {
            return make_refusal(WA_MALFORMED_PARAMS, "parameter \"", view(parameter.name),
                                "\" is the service's alone: give it in service.params");
        }
    }
    return std::nullopt;
}

JoinedParameters joined_parameters(std::span<const wa_parameter> from_user,
                                   std::span<const wa_parameter> from_service) {
    JoinedParameters joined{{from_service.begin(), from_service.end()}, std::nullopt};
    for (const auto &parameter : from_user) {
        const auto name = view(parameter.name);
        const auto same_name = [name](const wa_parameter &other) {
            return view(other.name) == name;
        };
        const auto other = std::ranges::find_if(from_service, same_name);
        if (other == from_service.end()) {
            joined.parameters.push_back(parameter);
        } else if (!joined.conflict &&
                   (other->kind != parameter.kind ||
                    !std::ranges::equal(view(other->value), view(parameter.value)))) {
            joined.conflict = make_refusal(WA_REJECTED_POLICY, "parameter \"", name,
                                           "\" is not what the service expects");
        }
    }
    return joined;
}

} // namespace walletauth

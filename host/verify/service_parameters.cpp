// SPDX-License-Identifier: Apache-2.0
#include "service_parameters.hpp"

#include <walletauth/checks.hpp>
#include <walletauth/text/json.hpp>

#include <algorithm>
#include <string>

namespace walletauth {
namespace {

/// JSON is compared by what it says: blanks and the order of members say nothing.
bool is_same_value(const wa_parameter &a, const wa_parameter &b) {
    const auto one = view(a.value);
    const auto other = view(b.value);
    if (a.kind != b.kind || std::ranges::equal(one, other)) return a.kind == b.kind;
    if (a.kind != WA_PARAMETER_JSON) return false;
    const auto canonical = [](std::span<const std::uint8_t> bytes) -> std::optional<std::string> {
        const std::string_view text{reinterpret_cast<const char *>(bytes.data()), bytes.size()};
        const auto document = json::Document::parse(text);
        if (!document) return std::nullopt;
        auto spelled = json::canonical(document->root());
        if (!spelled) return std::nullopt;
        return std::move(*spelled);
    };
    const auto spelled = canonical(one);
    return spelled && spelled == canonical(other);
}

} // namespace

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
        } else if (!joined.conflict && !is_same_value(*other, parameter)) {
            joined.conflict = make_refusal(WA_REJECTED_POLICY, "parameter \"", name,
                                           "\" is not what the service expects");
        }
    }
    return joined;
}

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
// Tests name the members of a request and of the service's part in one map; here they part.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace walletauth_test {

/// Members of the service's part (docs/wire-format.md); its parameters are named "service_params".
inline bool is_service_field(std::string_view name) {
    return name == "accept" || name == "compat" || name == "block" || name == "evidence" ||
           name == "service_params";
}

/// The service's part of the fields, as JSON; empty sources are left out.
inline std::string service_json(const std::map<std::string, std::string> &fields) {
    std::string json = "{";
    for (const auto &[name, source] : fields) {
        if (source.empty() || !is_service_field(name)) continue;
        json += json.size() > 1 ? ",\"" : "\"";
        json += (name == "service_params" ? "params" : name) + "\":" + source;
    }
    return json + '}';
}

} // namespace walletauth_test

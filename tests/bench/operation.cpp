// SPDX-License-Identifier: Apache-2.0
#include "operation.hpp"

namespace walletauth::bench {

std::string inputs_of(std::initializer_list<std::pair<std::string_view, std::string>> members) {
    std::string json = "{";
    for (const auto &[name, text] : members) {
        if (json.size() > 1) json += ',';
        json += '"' + std::string{name} + "\":\"" + text + '"';
    }
    return json + '}';
}

} // namespace walletauth::bench

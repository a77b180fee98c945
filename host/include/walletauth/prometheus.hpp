// SPDX-License-Identifier: Apache-2.0
/// Prometheus' text format, version 0.0.4, for what counts.
#pragma once

#include <walletauth/cxx23.hpp>

#include <string>
#include <string_view>

namespace walletauth {

/// The value of a label, as it stands between quotes: `\`, `"` and line feeds are escaped.
[[nodiscard]] inline std::string prometheus_label(std::string_view value) {
    std::string out;
    for (const char c : value) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

} // namespace walletauth

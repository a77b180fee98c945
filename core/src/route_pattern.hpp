// SPDX-License-Identifier: Apache-2.0
// The routes of a manifest: `namespace/scheme`, `chain/scheme`, `namespace/account`. Internal.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth {

struct RoutePattern {
    std::string chain;  ///< CAIP-2 namespace or id
    std::string scheme; ///< scheme id, or "account"
    std::optional<std::uint32_t> revision;
};

/// Reads `chain/scheme` with an optional `@revision`. The error says what was found.
[[nodiscard]] std::expected<RoutePattern, std::string> parse_route_pattern(std::string_view text);

} // namespace walletauth

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

/// An id of a plugin or a scheme: [a-z0-9][a-z0-9_-]{0,31}.
[[nodiscard]] bool is_id(std::string_view text) noexcept;

/// Reads `chain/scheme` with an optional `@revision`. The error says what was found.
[[nodiscard]] std::expected<RoutePattern, std::string> parse_route_pattern(std::string_view text);

} // namespace walletauth

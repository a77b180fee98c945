// SPDX-License-Identifier: Apache-2.0
// The payload of NEP-413 and its hash.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace walletauth::near {

using Sha256 = std::array<std::uint8_t, 32>;

/// 2^31 + 413: no transaction begins so (NEP-413, "Structure").
inline constexpr std::uint32_t nep413_tag = 2147484061;

struct Payload {
    std::string_view message;
    std::span<const std::uint8_t, 32> nonce;
    std::string_view recipient;
    std::optional<std::string_view> callback_url; ///< absent and "" are different bytes
};

/// sha256 of the tag and the Borsh encoding.
[[nodiscard]] Sha256 payload_hash(const Payload &payload) noexcept;

} // namespace walletauth::near

// SPDX-License-Identifier: Apache-2.0
// Signatures of nep413 as text.
#pragma once

#include <walletauth/interface.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace walletauth::near {

/// The bytes of a signature: base64, base58 with or without prefix, hex, or a JSON array of bytes.
/// Exactly one of them may give 64 or 65 bytes, and a prefix must name the curve of that size.
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature_text(std::string_view text);

} // namespace walletauth::near

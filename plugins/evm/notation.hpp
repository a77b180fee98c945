// SPDX-License-Identifier: Apache-2.0
// How signatures and keys are written: in hex, with or without 0x.
#pragma once

#include "signature.hpp"

#include <walletauth/request/notation.hpp>

namespace walletauth::evm {

/// 33 or 65 bytes (SEC 1), or the 64 bytes x, y, which become 65.
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key_text(std::string_view text);
/// 0x and lower-case digits.
[[nodiscard]] Result<std::string> format_public_key(std::span<const std::uint8_t> public_key);

inline constexpr Notation hex_notation{&parse_signature_text, &parse_public_key_text,
                                       &format_public_key};

} // namespace walletauth::evm

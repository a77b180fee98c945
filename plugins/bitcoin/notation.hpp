// SPDX-License-Identifier: Apache-2.0
// How wallets write signatures and keys: base64 and hex.
#pragma once

#include <walletauth/request/notation.hpp>

namespace walletauth::bitcoin {

/// smp, ful, pof, or nothing; then base64. The bytes are the letters and what base64 spells.
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_bip322_text(std::string_view text);
/// Base64 of 65 bytes.
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_bip137_text(std::string_view text);

/// Hex, as wallets answer getPublicKey.
inline constexpr TextForm key_form = forms::hex<32, 33, 65>;

inline constexpr Notation bip322_notation{&parse_bip322_text, &parse_public_key_as<key_form>,
                                          &format_public_key_as<key_form>};
inline constexpr Notation bip137_notation{&parse_bip137_text, &parse_public_key_as<key_form>,
                                          &format_public_key_as<key_form>};

} // namespace walletauth::bitcoin

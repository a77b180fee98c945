// SPDX-License-Identifier: Apache-2.0
// How signatures and keys are written: keys in hex, signatures in hex or base64.
#pragma once

#include <walletauth/request/notation.hpp>

namespace walletauth::kwil {

enum class KeyType : std::uint8_t { ed25519, secp256k1 };

/// ": 65 are of secp256k1" and its like, for the detail of a refusal; "" if none fits.
[[nodiscard]] std::string_view other_scheme_of(std::size_t signature_size) noexcept;

[[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(std::string_view text,
                                                                KeyType type);
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(std::string_view text,
                                                                 KeyType type);
[[nodiscard]] Result<std::string> format_public_key(std::span<const std::uint8_t> public_key);

template <KeyType type>
inline constexpr Notation notation{
    [](std::string_view text) { return parse_signature(text, type); },
    [](std::string_view text) { return parse_public_key(text, type); }, &format_public_key};

} // namespace walletauth::kwil

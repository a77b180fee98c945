// SPDX-License-Identifier: Apache-2.0
// How signatures and keys are written; why a text is none: which character, and what it usually
// comes from.
#pragma once

#include "signature_text.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/request/notation.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace walletauth::near {

inline constexpr std::string_view ed25519_prefix = "ed25519:";
inline constexpr std::string_view secp256k1_prefix = "secp256k1:";

/// True if `text` begins with `lower`, in any case: nearcore reads prefixes so.
[[nodiscard]] bool has_prefix(std::string_view text, std::string_view lower) noexcept;

/// Whether a text may be base64: keys, and what stands behind a prefix, never are.
enum class Base64 : std::uint8_t { possible, never };

/// What no notation of NEAR has: an empty text, an object, 0x, another prefix, or a character
/// outside of base64's alphabet, which holds those of base58 and hex. The refusal names it; `what`
/// is the member. Hints at base64 are given only where the text may be some.
[[nodiscard]] std::optional<Refusal> find_odd_character(std::uint32_t status, std::string_view what,
                                                        std::string_view text,
                                                        Base64 base64) noexcept;

/// The bytes of a key (key.hpp).
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key_text(std::string_view text);
/// `ed25519:` or `secp256k1:` and base58.
[[nodiscard]] Result<std::string> format_public_key(std::span<const std::uint8_t> public_key);

inline constexpr Notation near_notation{&parse_signature_text, &parse_public_key_text,
                                        &format_public_key};

} // namespace walletauth::near

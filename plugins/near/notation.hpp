// SPDX-License-Identifier: Apache-2.0
// Why a text is no key and no signature: which character, and what it usually comes from.
#pragma once

#include <walletauth/interface.hpp>

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

} // namespace walletauth::near

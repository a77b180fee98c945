// SPDX-License-Identifier: Apache-2.0
// What Solana wallets and libraries hand out as text: base58, base64, hex without prefix, or the
// JSON array that a Uint8Array becomes.
#pragma once

#include <walletauth/interface.hpp>
#include <walletauth/request/notation.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace walletauth::solana {

/// Every notation that `text` is well-formed in and that gives 1 to `max_size` bytes.
[[nodiscard]] std::vector<Reading> read_notations(std::string_view text, std::size_t max_size);

/// Why none of `readings` of `text` is `what`, which has `size` bytes: the character that does not
/// belong, or the size found and the scheme that it fits.
[[nodiscard]] Refusal refuse_readings(std::string_view text, const std::vector<Reading> &readings,
                                      std::size_t size, std::uint32_t status,
                                      std::string_view what);

/// The bytes of the one notation that gives exactly `size` bytes; else `status`, with a reason that
/// calls the text `what`.
[[nodiscard]] Result<std::vector<std::uint8_t>> read_sized(std::string_view text, std::size_t size,
                                                           std::uint32_t status,
                                                           std::string_view what);

/// 64 bytes.
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature_text(std::string_view text);
/// 32 bytes.
[[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key_text(std::string_view text);
/// Base58.
[[nodiscard]] Result<std::string> format_public_key(std::span<const std::uint8_t> public_key);

/// Of the schemes whose signature is one of Ed25519.
inline constexpr Notation solana_notation{&parse_signature_text, &parse_public_key_text,
                                          &format_public_key};

} // namespace walletauth::solana

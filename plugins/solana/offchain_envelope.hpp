// SPDX-License-Identifier: Apache-2.0
// The bytes that a wallet signs for an off-chain message. Three layouts share the prefix:
//   v0         Anza's proposal "Off-Chain Message Signing" (header version 0)
//   v0-legacy  what the solana-sdk crate and the Solana CLI write, also under version 0
//   v1         sRFC 38
// plugins/solana/solana-offchain.md draws them.
#pragma once

#include "reader.hpp"

#include <walletauth/interface.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string_view>
#include <vector>

namespace walletauth::solana {

enum class Layout : std::uint8_t { v0, v0_legacy, v1 };
[[nodiscard]] std::string_view layout_name(Layout layout) noexcept;

/// 0xff, which no transaction message begins with, and "solana offchain".
constexpr std::array<std::uint8_t, 16> offchain_prefix{0xff, 's', 'o', 'l', 'a', 'n', 'a', ' ',
                                                       'o',  'f', 'f', 'c', 'h', 'a', 'i', 'n'};
[[nodiscard]] bool has_offchain_prefix(Bytes bytes) noexcept;

constexpr std::uint8_t format_ascii = 0;    ///< 0x20 to 0x7e and line feed
constexpr std::uint8_t format_utf8 = 1;     ///< UTF-8 that fits a packet
constexpr std::uint8_t format_extended = 2; ///< UTF-8 of any size that the length field can say

constexpr std::size_t application_domain_size = 32;
/// The longest text of any layout that this plugin reads; v1 itself sets no limit.
constexpr std::size_t max_offchain_text = std::size_t{128} * 1024;
/// v1 with 255 signers and the longest text.
constexpr std::size_t max_envelope_size = 16 + 1 + 1 + 255 * 32 + max_offchain_text;

/// What an envelope says; points into its bytes.
struct Envelope {
    Layout layout;
    Bytes application_domain; ///< 32 bytes; empty unless v0
    std::uint8_t format;      ///< format_*; 0 for v1, which has none
    Bytes signers;            ///< 32 bytes each; empty for v0-legacy, which names none
    Bytes text;
};

/// All of `bytes`. A refusal has the status given: the one of the field that they came in.
[[nodiscard]] Result<Envelope> parse_envelope(Bytes bytes, std::uint32_t status);

/// True if `key` is among `signers`, 32 bytes each.
[[nodiscard]] bool has_signer(Bytes signers, std::span<const std::uint8_t, 32> key) noexcept;

/// True if `key` is among the signers that the envelope names, or it names none.
[[nodiscard]] bool may_be_signed_by(const Envelope &envelope,
                                    std::span<const std::uint8_t, 32> key) noexcept;

/// Why `text` cannot stand in an envelope of this layout, format and number of signers;
/// WA_MALFORMED_MESSAGE.
[[nodiscard]] Result<void> check_offchain_text(Layout layout, std::uint8_t format,
                                               std::size_t signer_count, Bytes text) noexcept;

/// The bytes of an envelope whose text passed check_offchain_text.
[[nodiscard]] std::vector<std::uint8_t> build_envelope(const Envelope &envelope);

} // namespace walletauth::solana

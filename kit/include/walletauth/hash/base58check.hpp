// SPDX-License-Identifier: Apache-2.0
/// Base58Check: bytes and the first four bytes of their double SHA-256, written as base58. Source:
/// Bitcoin's developer reference, "Base58Check Encoding"; the XRP Ledger has the same with its own
/// alphabet ("Base58 Encodings").
///
/// The payload begins with the version, of one byte or more: what it must be is the caller's to
/// check, and so is the payload's size. Here and not in text/, because it needs SHA-256. Safe from
/// any thread: there is no state.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/text/base58.hpp>

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

inline constexpr std::size_t base58check_checksum_size = 4; // bytes

struct Base58CheckError {
    enum class Kind : std::uint8_t {
        too_long,     // index: the text's size
        bad_digit,    // index: offset of the first bad character
        too_short,    // fewer bytes than a checksum has; index: how many
        bad_checksum, // index: the payload's size, where the checksum begins in the bytes
    };

    Kind kind;
    std::size_t index;
};

/// The payload that `text` spells: version and data, without the checksum. A payload may be empty.
/// The cost is quadratic, so a text of more than `max_text` characters is refused before any work:
/// base58_max_text(payload size + 4) is the limit for a payload of a known size.
[[nodiscard]] std::expected<std::vector<std::uint8_t>, Base58CheckError> decode_base58check(
    std::string_view text, std::size_t max_text, const Base58Alphabet &alphabet = base58_standard);

/// The one spelling of `payload`. The cost is quadratic: the caller bounds the size of bytes that
/// are not its own.
[[nodiscard]] std::string encode_base58check(std::span<const std::uint8_t> payload,
                                             const Base58Alphabet &alphabet = base58_standard);

} // namespace walletauth

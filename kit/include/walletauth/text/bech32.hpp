// SPDX-License-Identifier: Apache-2.0
/// Bech32 (BIP-173, section "Bech32") and Bech32m (BIP-350, section "Bech32m"): a prefix, which the
/// BIPs call the human-readable part, '1', digits of five bits, and six digits of checksum.
///
/// Strict: one case, visible ASCII, at most 83 characters of prefix. So a text in lower case is the
/// one spelling of what it says. Bech32 has a known weakness: where a text ends in 'p', a 'q' put
/// in before it is not noticed. So check the size of what was read; Bech32m has not this weakness.
/// All functions are linear. Safe from any thread: there is no state.
#pragma once

#include <walletauth/cxx23.hpp>

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

inline constexpr std::size_t bech32_max_text = 90;     // characters, BIP-173; some chains have more
inline constexpr std::size_t bech32_max_prefix = 83;   // characters
inline constexpr std::size_t bech32_checksum_size = 6; // digits

enum class Bech32Kind : std::uint8_t { bech32, bech32m };

struct Bech32 {
    Bech32Kind kind;
    std::string prefix;               // lower case, 1 to 83 characters
    std::vector<std::uint8_t> digits; // each below 32, without the checksum
};

struct Bech32Error {
    enum class Kind : std::uint8_t {
        too_long,      // index: the text's size
        bad_character, // not 0x21 to 0x7e, or upper case in a prefix to be written; index: where
        mixed_case,    // index: the first letter of the other case
        no_separator,  // no '1'; index: the text's size
        bad_prefix,    // none, or more than 83 characters; index: its size
        too_short,     // fewer digits than a checksum has; index: how many
        bad_digit,     // no digit, or a value above 31; index: where
        bad_checksum,  // of neither kind; index: where the checksum begins
        extra_digit,   // the last digit is in no byte; index: that digit
        trailing_bits, // the last digit has unused bits that are not zero; index: that digit
    };

    Kind kind;
    std::size_t index;
};

/// What `text` says, of whichever kind its checksum is: compare `kind` and `prefix` with what must
/// be there. A text of more than `max_text` characters is refused before any work.
[[nodiscard]] std::expected<Bech32, Bech32Error> decode_bech32(
    std::string_view text, std::size_t max_text = bech32_max_text);

/// The lower-case text. Errors: too_long, bad_character, bad_prefix, bad_digit.
[[nodiscard]] std::expected<std::string, Bech32Error> encode_bech32(
    Bech32Kind kind, std::string_view prefix, std::span<const std::uint8_t> digits,
    std::size_t max_text = bech32_max_text);

/// The bytes that `digits` are, most significant bit first (BIP-173, "Decoding"): fewer than five
/// bits may be left over, and they must be zero. Errors: bad_digit, extra_digit, trailing_bits.
[[nodiscard]] std::expected<std::vector<std::uint8_t>, Bech32Error> bech32_bytes(
    std::span<const std::uint8_t> digits);

/// The digits that `bytes` are, filled up with zero bits: ceil(8 * size / 5).
[[nodiscard]] std::vector<std::uint8_t> bech32_digits(std::span<const std::uint8_t> bytes);

} // namespace walletauth

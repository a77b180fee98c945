// SPDX-License-Identifier: Apache-2.0
/// Base32 (RFC 4648, section 6), strict: one case of letters, one padding, no white space (section
/// 3.3), and the unused bits of the last digit zero (section 3.5). So every byte string has exactly
/// one spelling. Stellar's StrKey and Algorand write it upper-case without padding, Filecoin and
/// the Internet Computer lower-case without padding.
///
/// All functions are linear. Safe from any thread: there is no state.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/text/padding.hpp>

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

enum class Base32Alphabet : std::uint8_t {
    upper, // A to Z, 2 to 7: RFC 4648, table 3
    lower, // a to z, 2 to 7
};

struct Base32Error {
    enum class Kind : std::uint8_t {
        bad_length,    // no bytes have as many digits, or '='; index: the text's size
        bad_digit,     // a character outside the alphabet, or '=' before the end; index: where
        trailing_bits, // the last digit has unused bits that are not zero; index: that digit
    };

    Kind kind;
    std::size_t index;
};

/// How many characters `size` bytes have: with padding a multiple of 8; 56 for 32 bytes.
[[nodiscard]] constexpr std::size_t base32_text_size(std::size_t size, Padding padding) noexcept {
    return padding == Padding::required ? (size + 4) / 5 * 8
                                        : size / 5 * 8 + (size % 5 * 8 + 4) / 5;
}

/// The bytes that `text` spells. Empty text is no bytes. A bad length is reported before a bad
/// digit.
[[nodiscard]] std::expected<std::vector<std::uint8_t>, Base32Error> decode_base32(
    std::string_view text, Padding padding, Base32Alphabet alphabet = Base32Alphabet::upper);

/// Fills `out` without allocation; true only if `text` spells exactly out.size() bytes. After
/// false, `out` means nothing.
[[nodiscard]] bool decode_base32_into(std::string_view text, std::span<std::uint8_t> out,
                                      Padding padding,
                                      Base32Alphabet alphabet = Base32Alphabet::upper) noexcept;

/// The one spelling of `bytes`: base32_text_size(bytes.size(), padding) characters.
[[nodiscard]] std::string encode_base32(std::span<const std::uint8_t> bytes, Padding padding,
                                        Base32Alphabet alphabet = Base32Alphabet::upper);

} // namespace walletauth

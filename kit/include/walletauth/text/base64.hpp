// SPDX-License-Identifier: Apache-2.0
//
// Base64 (RFC 4648), strict: no white space (section 3.3), and the unused bits of the last digit
// zero (section 3.5). So every byte string has exactly one spelling. The functions without an
// alphabet take the standard one (section 4), padded; the others also that of URLs (section 5), and
// no padding. All are linear. Safe from any thread: there is no state.
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

enum class Base64Alphabet : std::uint8_t {
    standard, // with '+' and '/'
    url,      // with '-' and '_', as JSON Web Tokens and WebAuthn have it, mostly without padding
};

struct Base64Error {
    enum class Kind : std::uint8_t {
        bad_length,    // padded: not a multiple of four characters; without padding: one more than
                       // such a multiple; index: the text's size
        bad_digit,     // a character outside the alphabet, or '=' before the end; index: where
        trailing_bits, // the last digit has unused bits that are not zero; index: that digit
    };

    Kind kind;
    std::size_t index;
};

// The bytes that `text` spells. Empty text is no bytes.
[[nodiscard]] std::expected<std::vector<std::uint8_t>, Base64Error> decode_base64(
    std::string_view text);
[[nodiscard]] std::expected<std::vector<std::uint8_t>, Base64Error> decode_base64(
    std::string_view text, Base64Alphabet alphabet, Padding padding);

// Fills `out`; true only if `text` spells exactly out.size() bytes. After false, `out` means
// nothing.
[[nodiscard]] bool decode_base64_into(std::string_view text, std::span<std::uint8_t> out) noexcept;
[[nodiscard]] bool decode_base64_into(std::string_view text, std::span<std::uint8_t> out,
                                      Base64Alphabet alphabet, Padding padding) noexcept;

// Padded, 4 * ceil(size / 3) characters; without padding ceil(4 * size / 3).
[[nodiscard]] std::string encode_base64(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::string encode_base64(std::span<const std::uint8_t> bytes,
                                        Base64Alphabet alphabet, Padding padding);

} // namespace walletauth

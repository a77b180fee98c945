// SPDX-License-Identifier: Apache-2.0
//
// Base64 with the standard alphabet (RFC 4648, section 4), strict: padded, no white space (section
// 3.3), and the unused bits of the last digit zero (section 3.5), so every byte string has exactly
// one spelling.
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

struct Base64Error {
    enum class Kind : std::uint8_t {
        bad_length,    // not a multiple of four characters; index: the text's size
        bad_digit,     // a character outside the alphabet, or '=' before the end; index: where
        trailing_bits, // the last digit has unused bits that are not zero; index: that digit
    };

    Kind kind;
    std::size_t index;
};

// The bytes that `text` spells. Empty text is no bytes.
[[nodiscard]] std::expected<std::vector<std::uint8_t>, Base64Error> decode_base64(
    std::string_view text);

// Fills `out`; true only if `text` spells exactly out.size() bytes. After false, `out` means
// nothing.
[[nodiscard]] bool decode_base64_into(std::string_view text, std::span<std::uint8_t> out) noexcept;

// Padded, 4 * ceil(size / 3) characters.
[[nodiscard]] std::string encode_base64(std::span<const std::uint8_t> bytes);

} // namespace walletauth

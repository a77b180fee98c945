// SPDX-License-Identifier: Apache-2.0
//
// Hexadecimal text (RFC 4648, section 8), strict: an even number of digits of either case and
// nothing else, so no "0x", no white space. A caller that expects a prefix removes it first.
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

struct HexError {
    enum class Kind : std::uint8_t { odd_length, bad_digit };

    Kind kind;
    std::size_t index; // bad_digit: offset of the first bad character; odd_length: the text's size
};

// The bytes that `text` spells. Empty text is no bytes. An odd length is reported before a bad
// digit.
[[nodiscard]] std::expected<std::vector<std::uint8_t>, HexError> decode_hex(std::string_view text);

// Fills `out`; true only if `text` is exactly 2 * out.size() digits. After false, `out` means
// nothing.
[[nodiscard]] bool decode_hex_into(std::string_view text, std::span<std::uint8_t> out) noexcept;

// True if `text` has nothing but digits, none in upper case; also of an empty text, and of an odd
// number of them. For texts that have one spelling.
[[nodiscard]] bool is_lower_hex(std::string_view text) noexcept;

// Two lower-case digits a byte.
[[nodiscard]] std::string encode_hex(std::span<const std::uint8_t> bytes);

// Writes the same digits, without NUL; false, and nothing written, unless
// out.size() == 2 * bytes.size().
[[nodiscard]] bool encode_hex_into(std::span<const std::uint8_t> bytes,
                                   std::span<char> out) noexcept;

} // namespace walletauth

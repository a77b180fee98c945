// SPDX-License-Identifier: Apache-2.0
/// Why a text that should spell bytes spells none: the character that does not belong, and where.
/// For the details of refusals only, never for a decision.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace walletauth {

/// What a text may be written in.
enum class Notations : std::uint8_t {
    all, // base58, base64, hex, or a JSON array of byte values
    hex_or_base64,
    hex,
};

/// What follows "signature " in a refusal, such as `has a blank at 17, where base64 has "+"`.
/// `text` should have been `size` bytes in one of `taken`; 0 is any number of bytes. Empty if
/// nothing stands out.
[[nodiscard]] std::string explain_notation(std::string_view text, std::size_t size,
                                           Notations taken = Notations::all);

/// A character in a refusal: by name where a reader can't see it, else as 'x'.
[[nodiscard]] InlineText<32> character_name(char character) noexcept;

/// Whether the blank at `at` was a plus of base64 before a form's or URL's decoder turned it: the
/// rest must be base64 and neither base58 nor hex. At an end of the text, where blanks come from
/// copying, the text must also have the length of `size` bytes; 0 is any number of bytes.
[[nodiscard]] bool was_plus(std::string_view text, std::size_t at, std::size_t size) noexcept;

/// Whether only base64 has all characters of `text`: it has one that base58 and hex lack.
[[nodiscard]] bool is_only_base64(std::string_view text) noexcept;

/// How many characters `size` bytes have: `base58: 87 or 88, base64: 88, hex: 128`.
[[nodiscard]] InlineText<64> notation_lengths(std::size_t size) noexcept;

/// Whether `text` is shorter than nearly all texts of `size` bytes in any notation, and does not
/// show which one it was meant in.
[[nodiscard]] bool is_too_short(std::string_view text, std::size_t size) noexcept;

} // namespace walletauth

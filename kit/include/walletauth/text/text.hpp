// SPDX-License-Identifier: Apache-2.0
//
// Small strict questions about text: is it UTF-8, how is it shown in a log, which number is it.
#pragma once

#include <walletauth/cxx23.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace walletauth {

// The same bytes as text, whatever they are; as_bytes (interface.hpp) is the way back.
[[nodiscard]] inline std::string_view as_text(std::span<const std::uint8_t> bytes) noexcept {
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

// True if all of `bytes` is well-formed UTF-8 (Unicode 15, table 3-7): no overlong form, no
// surrogate, nothing above U+10FFFF, nothing cut off. U+0000 and non-characters are well-formed.
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;
[[nodiscard]] bool is_utf8(std::span<const std::uint8_t> bytes) noexcept;

// True if a person can read all of `bytes`: UTF-8 without control characters (U+0000 to U+001F,
// U+007F to U+009F; Unicode's category Cc) but TAB, LF and CR.
[[nodiscard]] bool is_plain_text(std::span<const std::uint8_t> bytes) noexcept;

// How many bytes of plain text `bytes` begin with: all of them, or where the first that is none
// begins.
[[nodiscard]] std::size_t plain_text_size(std::span<const std::uint8_t> bytes) noexcept;

// How many bytes of printable ASCII, 0x20 to 0x7e, `text` begins with.
[[nodiscard]] std::size_t printable_size(std::string_view text) noexcept;

// Size in bytes, 1 to 4, of the well-formed UTF-8 sequence that `bytes` begins with; 0 if there is
// none.
[[nodiscard]] std::size_t utf8_sequence_size(std::string_view bytes) noexcept;

// `text` for a log line, at most `max_size` characters of printable ASCII (0x20 to 0x7e). Other
// bytes and the backslash become \xNN in lower-case hex, so the result is unambiguous; quotes stay.
// Where something is left out the result ends in "..." (or in as many dots as fit); an escape is
// never cut.
[[nodiscard]] std::string printable_ascii(std::string_view text, std::size_t max_size);

// The value of a decimal number of 64 bits: digits only, no sign, no leading zero but "0" itself,
// no overflow.
[[nodiscard]] std::optional<std::uint64_t> parse_decimal_u64(std::string_view text) noexcept;

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
//
// Base58 (draft-msporny-base58-03, sections 2 to 4): a big-endian number, where each leading zero
// byte is one leading '1'. No checksum. Each byte string has exactly one spelling, and every text
// over the alphabet spells one.
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

struct Base58Error {
    enum class Kind : std::uint8_t { too_long, bad_digit };

    Kind kind;
    std::size_t index; // bad_digit: offset of the first bad character; too_long: the text's size
};

// The most characters that `size` bytes need: 44 for 32 bytes, 88 for 64.
[[nodiscard]] constexpr std::size_t base58_max_text(std::size_t size) noexcept {
    return (size * 1366 + 999) / 1000; // log(256) / log(58) = 1.36566
}

// The bytes that `text` spells. Empty text is no bytes. The cost is quadratic, so a text of more
// than `max_text` characters is refused (too_long) before any work.
[[nodiscard]] std::expected<std::vector<std::uint8_t>, Base58Error> decode_base58(
    std::string_view text, std::size_t max_text);

// Fills `out`; true only if `text` spells exactly out.size() bytes. Work is bounded by out.size().
// After false, `out` means nothing.
[[nodiscard]] bool decode_base58_into(std::string_view text, std::span<std::uint8_t> out) noexcept;

// The one spelling of `bytes`. The cost is quadratic: the caller bounds the size of bytes that are
// not its own.
[[nodiscard]] std::string encode_base58(std::span<const std::uint8_t> bytes);

} // namespace walletauth

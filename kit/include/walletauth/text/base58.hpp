// SPDX-License-Identifier: Apache-2.0
//
// Base58 (draft-msporny-base58-03, sections 2 to 4): a big-endian number, where each leading zero
// byte is one leading digit of value 0, such as '1'. No checksum. Each byte string has exactly one
// spelling, and every text over the alphabet spells one. Base58Check, which has one, is in
// <walletauth/hash/base58check.hpp>. Safe from any thread: there is no state.
#pragma once

#include <walletauth/cxx23.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

/// 58 digits, from the one of value 0 on. Made when compiling: an alphabet with a digit twice, or
/// with a character that is no visible ASCII, does not compile. 314 bytes, which never change.
class Base58Alphabet {
  public:
    static constexpr std::uint8_t no_digit = 0xff;

    consteval explicit Base58Alphabet(const char (&digits)[59]) {
        values_.fill(no_digit);
        for (std::size_t i = 0; i < digits_.size(); ++i) {
            digits_[i] = digits[i];
            auto &value = values_[static_cast<std::uint8_t>(digits[i])];
            if (digits[i] <= ' ' || digits[i] > '~' || value != no_digit) refuse();
            value = static_cast<std::uint8_t>(i);
        }
    }

    /// The character of a value below 58.
    [[nodiscard]] constexpr char digit(std::size_t value) const noexcept { return digits_[value]; }

    /// 0 to 57; no_digit for a character of no value.
    [[nodiscard]] constexpr std::uint8_t value(char digit) const noexcept {
        return values_[static_cast<std::uint8_t>(digit)];
    }

  private:
    static void refuse() {} // what can't run when compiling

    std::array<char, 58> digits_{};
    std::array<std::uint8_t, 256> values_{};
};

/// Bitcoin's, and of nearly all others. What the functions without an alphabet use.
inline constexpr Base58Alphabet base58_standard{
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"};
/// The XRP Ledger's ("Base58 Encodings" of its documentation).
inline constexpr Base58Alphabet base58_ripple{
    "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"};

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
[[nodiscard]] std::expected<std::vector<std::uint8_t>, Base58Error> decode_base58(
    std::string_view text, std::size_t max_text, const Base58Alphabet &alphabet);

// Fills `out`; true only if `text` spells exactly out.size() bytes. Work is bounded by out.size().
// After false, `out` means nothing.
[[nodiscard]] bool decode_base58_into(std::string_view text, std::span<std::uint8_t> out) noexcept;
[[nodiscard]] bool decode_base58_into(std::string_view text, std::span<std::uint8_t> out,
                                      const Base58Alphabet &alphabet) noexcept;

// The one spelling of `bytes`. The cost is quadratic: the caller bounds the size of bytes that are
// not its own.
[[nodiscard]] std::string encode_base58(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::string encode_base58(std::span<const std::uint8_t> bytes,
                                        const Base58Alphabet &alphabet);

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
#include "hex_text.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/notation_fault.hpp>

#include <algorithm>

namespace walletauth::evm {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdefABCDEF";

/// Base64 or base64url of 64 or 65 bytes, padded or not; a blank may have been a plus.
bool looks_like_base64(std::string_view text) noexcept {
    while (text.ends_with('='))
        text.remove_suffix(1);
    return text.size() >= 86 && text.size() <= 87 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      std::string_view{"+/-_ "}.contains(c);
           });
}

} // namespace

std::unexpected<Refusal> refuse_character(std::uint32_t status, std::string_view what,
                                          std::string_view text, std::size_t index,
                                          std::string_view expected) noexcept {
    return refuse(status, what, " has ", character_name(text[index]).view(), " at byte ", index,
                  ", expected ", expected);
}

Result<std::vector<std::uint8_t>> parse_hex(std::string_view text, std::uint32_t status,
                                            std::string_view what) {
    auto digits = text;
    if (digits.starts_with("0x")) digits.remove_prefix(2);
    if (auto bytes = decode_hex(digits)) return std::move(*bytes);
    if (text.starts_with("0X")) return refuse(status, what, " begins with 0X, expected 0x");
    if (digits.starts_with("0x")) return refuse(status, what, " begins with 0x twice");
    const auto wrong = digits.find_first_not_of(hex_digits);
    if (wrong == std::string_view::npos) {
        return refuse(status, what, " has ", digits.size(),
                      " hex digits, an odd number: one is missing or too many");
    }
    return refuse_character(status, what, text, wrong + (text.size() - digits.size()),
                            looks_like_base64(text) ? "hex and not base64" : "hex digits");
}

} // namespace walletauth::evm

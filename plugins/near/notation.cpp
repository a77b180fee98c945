// SPDX-License-Identifier: Apache-2.0
#include "notation.hpp"

#include "key.hpp"
#include "shown.hpp"

#include <walletauth/text/notation_fault.hpp>

#include <algorithm>
#include <span>

namespace walletauth::near {
namespace {

/// What a character usually comes from.
std::string_view hint_of(char character, bool may_be_base64) noexcept {
    if (character == '%') return ": it is still percent-encoded";
    const bool of_base64url = character == '-' || character == '_';
    return of_base64url && may_be_base64 ? ": that is base64url, NEAR writes + and /" : "";
}

bool is_base64(char c) noexcept {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/' || c == '=';
}

} // namespace

bool has_prefix(std::string_view text, std::string_view lower) noexcept {
    return text.size() >= lower.size() &&
           std::ranges::equal(text.substr(0, lower.size()), lower, [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
           });
}

std::optional<Refusal> find_odd_character(std::uint32_t status, std::string_view what,
                                          std::string_view text, Base64 base64) noexcept {
    if (text.empty()) return make_refusal(status, what, " is empty");
    if (text.front() == '{') {
        return make_refusal(status, what, " is an object: give the text in it");
    }
    if (text.starts_with("0x") || text.starts_with("0X")) {
        return make_refusal(status, what, " begins with ", text.substr(0, 2),
                            ": NEAR takes hex without it");
    }
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        return make_refusal(status, what, " has the prefix \"",
                            shown<28>(text.substr(0, colon + 1)).view(),
                            "\", expected ed25519: or secp256k1:");
    }
    const auto found = std::ranges::find_if_not(text, is_base64);
    if (found == text.end()) return std::nullopt;
    const auto index = static_cast<std::size_t>(found - text.begin());
    const bool may_be_base64 = base64 == Base64::possible;
    if (may_be_base64 && *found == ' ' && was_plus(text, index, 0)) {
        return make_refusal(status, what, " has a blank at ", index,
                            ": a + of base64 that a form or URL has turned into a blank?");
    }
    return make_refusal(status, what, " has ", character_name(*found).view(), " at ", index,
                        hint_of(*found, may_be_base64));
}

Result<std::vector<std::uint8_t>> parse_public_key_text(std::string_view text) {
    const auto key = parse_key(text);
    if (!key) return std::unexpected(key.error());
    const auto bytes = key->bytes();
    return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
}

Result<std::string> format_public_key(std::span<const std::uint8_t> public_key) {
    const auto key = read_key(public_key);
    if (!key) return std::unexpected(key.error());
    return format_key(*key);
}

} // namespace walletauth::near

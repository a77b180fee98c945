// SPDX-License-Identifier: Apache-2.0
#include "notation.hpp"

#include "shown.hpp"

#include <algorithm>
#include <span>

namespace walletauth::near {
namespace {

struct Name {
    char character;
    std::string_view name;
    std::string_view hint;
};

constexpr Name names[]{
    {' ', "a blank", ""},
    {'\n', "a line feed", ""},
    {'\r', "a carriage return", ""},
    {'\t', "a tab", ""},
    {'\0', "a NUL", ""},
    {'-', "-", ": that is base64url, NEAR writes + and /"},
    {'_', "_", ": that is base64url, NEAR writes + and /"},
    {'%', "%", ": it is still percent-encoded"},
};

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
                                          std::string_view text) noexcept {
    if (text.empty()) return make_refusal(status, what, " is empty");
    if (text.front() == '{') {
        return make_refusal(status, what, " is an object: give the text in it");
    }
    if (text.starts_with("0x") || text.starts_with("0X")) {
        return make_refusal(status, what, " begins with ", text.substr(0, 2),
                            ": NEAR takes hex without it");
    }
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        return make_refusal(status, what, " has the prefix ",
                            shown<28>(text.substr(0, colon + 1)).view(),
                            ", expected ed25519: or secp256k1:");
    }
    const auto found = std::ranges::find_if_not(text, is_base64);
    if (found == text.end()) return std::nullopt;
    const auto index = static_cast<std::size_t>(found - text.begin());
    const bool may_be_base64 = status == WA_MALFORMED_SIGNATURE; // keys never are
    // Forms and URLs read a + of base64 as a blank; around the text none was lost.
    if (may_be_base64 && *found == ' ' && index > 0 && index + 1 < text.size()) {
        return make_refusal(status, what, " has a blank at ", index,
                            ": a + of base64 that a form or URL has turned?");
    }
    const auto known = std::ranges::find(names, *found, &Name::character);
    if (known != std::end(names)) {
        const bool of_base64 = *found == '-' || *found == '_';
        return make_refusal(status, what, " has ", known->name, " at ", index,
                            of_base64 && !may_be_base64 ? "" : known->hint);
    }
    return make_refusal(status, what, " has ", *found, " at ", index,
                        ", which no notation of NEAR has");
}

} // namespace walletauth::near

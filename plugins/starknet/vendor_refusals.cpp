// SPDX-License-Identifier: Apache-2.0
// The words by which accounts revert in is_valid_signature because of the signature, and for no
// other reason (argent-contracts-starknet, braavos-account-cairo, controller-cairo, cairo-lang).
#include "node_answers.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <string>

namespace walletauth::starknet {
namespace {

constexpr std::string_view argent_words[]{
    "argent/invalid-signature", // also -format and -length
    "argent/signature-invalid-length",
    "argent/invalid-owner-sig",
    "argent/invalid-guardian-sig",
    "argent/missing-guardian-sig",
    "argent/not-a-signer",
    "argent/signatures-not-sorted",
    "argent/undeserializable",
    "argent/no-single-stark-owner",
    "argent/no-single-guardian",
    "argent/not-strk-guardian",
    "argent/multiple-guardians",
    "argent/zero-pubkey",
    "argent/zero-eth-EthAddress",
    "argent/invalid-r-value",
    "argent/invalid-s-value",
    "argent/malleable-signature",
};
/// All that the component of sessions refuses with is about the session that signs.
constexpr std::string_view session_words[]{"session/"};
/// Cartridge's controller, beside the sessions.
constexpr std::string_view controller_words[]{
    "invalid-owner-sig",     "invalid-signature-format", "invalid-signature-length",
    "message-hash-mismatch", "empty-typed-data-list",    "ctrl/malleable-signature",
    "ctrl/invalid-r-value",  "ctrl/invalid-s-value",     "ctrl/invalid-sig-format",
};
constexpr std::string_view braavos_words[]{
    "INVALID_SIG", // also INVALID_SIGNER, INVALID_SIGNATURE, INVALID_SIG_TYPE
    "INVALID_AUTH_DATA_FLAGS",
    "INVALID_CHALLENGE",
    "RECONSTRUCTED_HASH_MISMATCH",
    "DUPLICATE_SIGNER",
    "UNKNOWN_SIGNER",
    "NOT_ENOUGH_CONFIRMATIONS",
};
/// The ECDSA builtin of Cairo 0.
constexpr std::string_view cairo_0_words[]{"is invalid, with respect to the public key"};

/// What a node runs out of. It says nothing of the signature, whatever else stands beside it.
constexpr std::string_view resource_words[]{"out of gas", "out of steps",
                                            "runresources has no remaining steps"};

/// Of ASCII, without the locale.
char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// std::string_view::find takes long for texts of one character.
std::size_t find_text(std::string_view text, std::string_view word, std::size_t from) noexcept {
    const auto rest = text.substr(from);
    const auto *at =
        static_cast<const char *>(::memmem(rest.data(), rest.size(), word.data(), word.size()));
    return at == nullptr ? text.npos : static_cast<std::size_t>(at - text.data());
}

/// Behind one of these a word is the end of another word, of a path or of a place in a program.
bool continues(char c) noexcept {
    const char small = lower(c);
    return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == ':' ||
           c == '_';
}

bool has(std::string_view text, std::string_view word) noexcept {
    for (auto at = find_text(text, word, 0); at != text.npos; at = find_text(text, word, at + 1))
        if (at == 0 || !continues(text[at - 1])) return true;
    return false;
}

int digit_of(char c) noexcept {
    const char small = lower(c);
    if (c >= '0' && c <= '9') return c - '0';
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// The characters of a number's digits, if it is a short string: at most 31, all printable.
std::string short_string(std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    std::string characters;
    if (digits.size() % 2 != 0 || digits.size() > 62) return characters;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const auto c = static_cast<char>((digit_of(digits[i]) << 4) | digit_of(digits[i + 1]));
        if (c < 0x20 || c > 0x7e) return {};
        characters.push_back(c);
    }
    return characters;
}

/// The short strings among the `0x` numbers of a text, one a line. Digits inside of a longer number
/// are no word, so a number counts as a whole.
std::string short_strings(std::string_view text) {
    std::string found;
    for (auto at = find_text(text, "0x", 0); at != text.npos; at = find_text(text, "0x", at)) {
        at += 2;
        auto end = at;
        while (end < text.size() && digit_of(text[end]) >= 0)
            ++end;
        if (const auto word = short_string(text.substr(at, end - at)); !word.empty())
            found.append(word).push_back('\n');
        at = end;
    }
    return found;
}

/// As text anywhere; of a short string the beginning.
bool has_any(std::string_view text, std::string_view felts,
             std::span<const std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) {
        return has(text, word) || felts.starts_with(word) ||
               find_text(felts, '\n' + std::string{word}, 0) != felts.npos;
    });
}

} // namespace

bool lacks_resources(std::string_view text) {
    auto all = std::string{text} + '\n' + short_strings(text);
    std::ranges::transform(all, all.begin(), lower);
    return std::ranges::any_of(
        resource_words, [&](std::string_view word) { return find_text(all, word, 0) != all.npos; });
}

bool is_refusal_text(std::string_view text) {
    if (lacks_resources(text)) return false;
    const auto felts = short_strings(text);
    return has_any(text, felts, argent_words) || has_any(text, felts, session_words) ||
           has_any(text, felts, controller_words) || has_any(text, felts, braavos_words) ||
           has_any(text, felts, cairo_0_words);
}

} // namespace walletauth::starknet

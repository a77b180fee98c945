// SPDX-License-Identifier: Apache-2.0
// The words by which accounts revert in is_valid_signature because of the signature, and for no
// other reason (argent-contracts-starknet, braavos-account-cairo, controller-cairo, cairo-lang).
#include "node_answers.hpp"

#include "core/support/hex.hpp"

#include <algorithm>
#include <cstring>
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

/// std::string_view::find takes long for texts of one character.
bool has(std::string_view text, std::string_view word) noexcept {
    return ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

/// The words as hex digits of a felt, without leading zeros, in either case.
bool has_hex(std::string_view text, std::string_view word) {
    const auto lower = encode_hex(as_bytes(word));
    std::string upper = lower;
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
    return has(text, lower) || has(text, upper);
}

bool has_any(std::string_view text, std::span<const std::string_view> words) {
    const bool has_felts = has(text, "0x");
    return std::ranges::any_of(words, [&](std::string_view word) {
        return has(text, word) || (has_felts && has_hex(text, word));
    });
}

} // namespace

bool is_refusal_text(std::string_view text) {
    return has_any(text, argent_words) || has_any(text, session_words) ||
           has_any(text, controller_words) || has_any(text, braavos_words) ||
           has_any(text, cairo_0_words);
}

} // namespace walletauth::starknet

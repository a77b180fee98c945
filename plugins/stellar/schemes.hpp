// SPDX-License-Identifier: Apache-2.0
// The descriptor of the plugin's scheme, and its parameter.
#pragma once

#include "account.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/request/parameters.hpp>

namespace walletauth::stellar {

inline constexpr std::size_t signature_size = 64;
inline constexpr wa_text chains[]{text_of("stellar")};
inline constexpr wa_text methods[]{text_of("getLedgerEntries")};

inline constexpr wa_key_info ed25519_key{sizeof(wa_key_info), key_size, text_of("ed25519")};
/// kwil's compact id: the account's text.
inline constexpr wa_key_info compact_id{sizeof(wa_key_info), strkey_size, text_of("account")};
inline constexpr const wa_key_info *keys[]{&ed25519_key, &compact_id};

/// Which of an account's three thresholds a key must reach (Stellar docs, "Signatures and
/// multisig"). No signature covers it, and `low` widens what is accepted: it is the service's
/// alone.
enum class Threshold : std::uint8_t { low, medium, high };

inline constexpr wa_parameter_info threshold_info{
    sizeof(wa_parameter_info),
    WA_PARAMETER_TEXT,
    WA_ROLE_SERVICE,
    0,
    text_of("threshold"),
    text_of("low, medium (the default) or high: which weight the chain must give the key"),
    8};
inline constexpr const wa_parameter_info *parameters[]{&threshold_info};

/// WA_MALFORMED_PARAMS for another word.
[[nodiscard]] inline Result<Threshold> read_threshold(const Parameters &given) noexcept {
    const auto word = given.word("threshold", {"low", "medium", "high"});
    if (!word) return std::unexpected(word.error());
    if (*word == "low") return Threshold::low;
    return *word == "high" ? Threshold::high : Threshold::medium;
}

inline constexpr wa_scheme scheme_sep53{
    .struct_size = sizeof(wa_scheme),
    .revision = 1,
    .flags = WA_SCHEME_RECOVERS_KEY | WA_SCHEME_MAY_NEED_EVIDENCE | WA_SCHEME_KEYS_ROTATE |
             WA_SCHEME_COMPACT_ID_ACCOUNT,
    .id = text_of("sep53"),
    .description = text_of("a message by a Stellar wallet's signMessage"),
    .specification =
        text_of("https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0053.md"),
    .compat_of = {},
    .chains = chains,
    .chain_count = 1,
    .keys = keys,
    .key_count = 2,
    .parameters = parameters,
    .parameter_count = 1,
    .evidence_methods = methods,
    .evidence_method_count = 1,
    .chain_bound = WA_CHAIN_BOUND_NEVER,
    .reserved = 0,
    // Hashing more would cost over a hundred ordinary requests.
    .max_message_size = std::uint64_t{512} << 10,
    .max_signature_size = signature_size,
    // Far more than any signature: the plugin names what a longer text is.
    .max_signature_text_size = 512,
    .max_public_key_size = strkey_size,
    .max_public_key_text_size = 160,
    .max_account_size = strkey_size,
    .max_account_text_size = 132, // muxed accounts and texts with a memo: the plugin names them
    // An entry of 20 signers has 4 KiB as base64.
    .max_evidence_size = std::uint64_t{32} << 10,
};

} // namespace walletauth::stellar

// SPDX-License-Identifier: Apache-2.0
// SEP-53: Ed25519 over SHA-256 of "Stellar Signed Message:\n" and the message.
#pragma once

#include "account.hpp"

#include <walletauth/request/scheme_verifier.hpp>

namespace stellar {

inline constexpr std::size_t signature_size = 64;

extern const walletauth::SchemeVerifier sep53_verifier;

// Known answers, asked whenever a host loads the plugin.
[[nodiscard]] walletauth::Result<void> self_test();

inline constexpr wa_key_info ed25519_key{sizeof(wa_key_info), key_size,
                                         walletauth::text_of("ed25519")};
inline constexpr const wa_key_info *key_types[] = {&ed25519_key};

inline constexpr wa_scheme sep53_scheme = [] {
    wa_scheme scheme{};
    scheme.struct_size = sizeof(wa_scheme);
    scheme.revision = 1;
    // The account holds the key, so an account alone is enough to verify.
    scheme.flags = WA_SCHEME_RECOVERS_KEY;
    scheme.id = walletauth::text_of("sep53");
    scheme.description = walletauth::text_of("Stellar's signMessage");
    scheme.specification = walletauth::text_of(
        "https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0053.md");
    scheme.chains = chains;
    scheme.chain_count = std::size(chains);
    scheme.keys = key_types;
    scheme.key_count = std::size(key_types);
    scheme.chain_bound = WA_CHAIN_BOUND_NEVER;
    scheme.max_message_size = 64 * 1024;
    scheme.max_signature_size = signature_size;
    scheme.max_signature_text_size = 2 * signature_size; // hex is the longer notation
    scheme.max_public_key_size = key_size;
    scheme.max_public_key_text_size = strkey_size;
    scheme.max_account_size = strkey_size;
    scheme.max_account_text_size = strkey_size;
    return scheme;
}();

} // namespace stellar

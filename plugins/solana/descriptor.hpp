// SPDX-License-Identifier: Apache-2.0
// What the descriptors of the three schemes have in common.
#pragma once

#include "account.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/plugin.h>

namespace walletauth::solana {

inline constexpr wa_text namespaces[] = {text_of("solana")};
inline constexpr wa_key_info ed25519_key{sizeof(wa_key_info), 32, text_of("ed25519")};
inline constexpr const wa_key_info *key_types[] = {&ed25519_key};

/// Everything but id, texts, parameters and the sizes of message and signature. The account is the
/// key, so the account alone is enough, and kwil's compact id is the key.
[[nodiscard]] constexpr wa_scheme common_descriptor() noexcept {
    return {.struct_size = sizeof(wa_scheme),
            .revision = 2,
            .flags = WA_SCHEME_RECOVERS_KEY | WA_SCHEME_COMPACT_ID_KEY,
            .id = {},
            .description = {},
            .specification = {},
            .compat_of = {},
            .chains = namespaces,
            .chain_count = 1,
            .keys = key_types,
            .key_count = 1,
            .parameters = nullptr,
            .parameter_count = 0,
            .evidence_methods = nullptr,
            .evidence_method_count = 0,
            .chain_bound = WA_CHAIN_BOUND_NEVER,
            .reserved = 0,
            .max_message_size = 0,
            .max_signature_size = 0,
            .max_signature_text_size = 0,
            .max_public_key_size = 32,
            .max_public_key_text_size = max_key_text,
            .max_account_size = max_account_text,
            .max_account_text_size = 132, // more than an account: the plugin names what it is
            .max_evidence_size = 0};
}

} // namespace walletauth::solana

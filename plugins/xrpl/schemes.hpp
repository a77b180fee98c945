// SPDX-License-Identifier: Apache-2.0
// The descriptors of the plugin's schemes.
#pragma once

#include "key.hpp"
#include "signin_blob.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/request/bare_message.hpp>

namespace walletauth::xrpl {

inline constexpr wa_text chains[]{text_of("xrpl")};
inline constexpr wa_text methods[]{text_of("account_info")};

inline constexpr wa_key_info secp256k1_key{sizeof(wa_key_info), key_size, text_of("secp256k1")};
inline constexpr wa_key_info ed25519_key{sizeof(wa_key_info), key_size, text_of("ed25519")};
inline constexpr const wa_key_info *keys[]{&secp256k1_key, &ed25519_key};

inline constexpr const wa_parameter_info *message_parameters[]{&message_kind_info};

inline constexpr wa_scheme scheme_xrpl_message{
    .struct_size = sizeof(wa_scheme),
    .revision = 1,
    .flags = WA_SCHEME_MAY_NEED_EVIDENCE | WA_SCHEME_COMPACT_ID_KEY | WA_SCHEME_KEYS_ROTATE,
    .id = text_of("xrpl-message"),
    .description = text_of("a message without a prefix, by GemWallet, Crossmark and others"),
    .specification = text_of("https://github.com/XRPLF/xrpl.js/tree/main/packages/ripple-keypairs"),
    .compat_of = {},
    .chains = chains,
    .chain_count = 1,
    .keys = keys,
    .key_count = 2,
    .parameters = message_parameters,
    .parameter_count = 1,
    .evidence_methods = methods,
    .evidence_method_count = 1,
    .chain_bound = WA_CHAIN_BOUND_NEVER,
    .reserved = 0,
    .max_message_size = std::uint64_t{256} << 10, // hashing more costs 100 verifications
    .max_signature_size = max_signature_size,
    // Far more than any signature: the plugin names what a JSON array or a doubled text is.
    .max_signature_text_size = 330,
    .max_public_key_size = key_size,
    .max_public_key_text_size = 330,
    .max_account_size = 35,
    .max_account_text_size = 132,
    .max_evidence_size = std::uint64_t{64} << 10,
};

inline constexpr wa_scheme scheme_xrpl_signin = [] {
    auto it = scheme_xrpl_message;
    it.flags = WA_SCHEME_RECOVERS_KEY | WA_SCHEME_MAY_NEED_EVIDENCE | WA_SCHEME_KEYS_ROTATE;
    it.id = text_of("xrpl-signin");
    it.description = text_of("Xaman's SignIn, the message in its memo");
    it.specification = text_of("https://docs.xaman.dev/concepts/special-transaction-types");
    it.parameters = nullptr;
    it.parameter_count = 0;
    it.chain_bound = WA_CHAIN_BOUND_BY_MESSAGE;
    it.max_message_size = max_blob_size / 2;
    it.max_signature_size = max_blob_size;
    it.max_signature_text_size = 2 * max_blob_size + 2;
    return it;
}();

} // namespace walletauth::xrpl

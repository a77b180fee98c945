// SPDX-License-Identifier: Apache-2.0
// The descriptors of the plugin's schemes.
#pragma once

#include <walletauth/interface.hpp>
#include <walletauth/request/bare_message.hpp>

namespace walletauth::kwil {

inline constexpr const wa_parameter_info *parameters[]{&message_kind_info};
inline constexpr wa_text chains[]{text_of("kwil")};

inline constexpr wa_key_info ed25519_key{sizeof(wa_key_info), 32, text_of("ed25519")};
inline constexpr wa_key_info compressed_key{sizeof(wa_key_info), 33, text_of("secp256k1")};
inline constexpr wa_key_info uncompressed_key{sizeof(wa_key_info), 65,
                                              text_of("secp256k1-uncompressed")};
inline constexpr const wa_key_info *ed25519_keys[]{&ed25519_key};
inline constexpr const wa_key_info *secp256k1_keys[]{&compressed_key, &uncompressed_key};

constexpr wa_scheme scheme(std::string_view id, std::string_view description) noexcept {
    return {
        .struct_size = sizeof(wa_scheme),
        .revision = 2, // 2: strict takes text only
        .flags = WA_SCHEME_HAS_COMPAT | WA_SCHEME_COMPACT_ID_KEY,
        .id = text_of(id),
        .description = text_of(description),
        .specification =
            text_of("https://github.com/trufnetwork/kwil-db/tree/main/core/crypto/auth"),
        .compat_of = text_of("kwil-db main: Go crypto/ed25519, decred secp256k1"),
        .chains = chains,
        .chain_count = 1,
        .keys = ed25519_keys,
        .key_count = 1,
        .parameters = parameters,
        .parameter_count = 1,
        .evidence_methods = nullptr,
        .evidence_method_count = 0,
        .chain_bound = WA_CHAIN_BOUND_NEVER,
        .reserved = 0,
        .max_message_size = std::uint64_t{512} << 10, // hashing more costs 100 verifications
        .max_signature_size = 65,
        // Far more than any signature: the plugin names what a JSON array or a doubled text is.
        .max_signature_text_size = 330,
        .max_public_key_size = 65,
        .max_public_key_text_size = 330,
        .max_account_size = 66,
        .max_account_text_size = 132,
        .max_evidence_size = 0,
    };
}

inline constexpr wa_scheme scheme_ed25519 = scheme("ed25519", "Ed25519 over the message");
inline constexpr wa_scheme scheme_ed25519_nr =
    scheme("ed25519_nr", "Ed25519 over sha256 of the message");
inline constexpr wa_scheme scheme_secp256k1 = [] {
    auto it = scheme("secp256k1", "ECDSA over sha256 of the message");
    it.keys = secp256k1_keys;
    it.key_count = 2;
    return it;
}();

} // namespace walletauth::kwil

// SPDX-License-Identifier: Apache-2.0
// The descriptors of the plugin's schemes.
#pragma once

#include "kwil_blob.hpp"

#include <walletauth/interface.hpp>

namespace walletauth::near {

inline constexpr wa_text chains[]{text_of("near")};
inline constexpr wa_text methods[]{text_of("query")};

inline constexpr wa_key_info ed25519_key{sizeof(wa_key_info), 32, text_of("ed25519")};
inline constexpr wa_key_info secp256k1_key{sizeof(wa_key_info), 64, text_of("secp256k1")};
inline constexpr const wa_key_info *keys[]{&ed25519_key, &secp256k1_key};
inline constexpr const wa_key_info *kwil_keys[]{&ed25519_key};

constexpr wa_parameter_info parameter_info(std::string_view name, std::uint32_t kind,
                                           std::uint32_t role, std::uint32_t required,
                                           std::uint64_t max_size,
                                           std::string_view description) noexcept {
    return {sizeof(wa_parameter_info), kind,    role, required, text_of(name),
            text_of(description),      max_size};
}

inline constexpr auto nonce = parameter_info("nonce", WA_PARAMETER_BYTES, WA_ROLE_EXPECTED, 1, 64,
                                             "32 bytes that the service chose");
inline constexpr auto recipient =
    parameter_info("recipient", WA_PARAMETER_TEXT, WA_ROLE_EXPECTED, 1, 4096,
                   "whom the message is for: the service's name");
inline constexpr auto callback_url =
    parameter_info("callback_url", WA_PARAMETER_TEXT, WA_ROLE_PROOF, 0, 16384,
                   "as it was passed to the wallet; absent and empty differ");
inline constexpr const wa_parameter_info *parameters[]{&nonce, &recipient, &callback_url};

inline constexpr auto kwil_recipient =
    parameter_info("recipient", WA_PARAMETER_TEXT, WA_ROLE_EXPECTED, 0, 4096,
                   "must be the signed recipient, if given");
// Which text counts as signed: the service's alone, since it also reads the message.
inline constexpr auto message_encoding =
    parameter_info("message_encoding", WA_PARAMETER_TEXT, WA_ROLE_SERVICE, 0, 16,
                   "text, or base64 of the message");
inline constexpr auto identity =
    parameter_info("identity", WA_PARAMETER_TEXT, WA_ROLE_EXPECTED, 0, 16,
                   "what deriving gives: hex, or key (ed25519: and base58)");
inline constexpr const wa_parameter_info *kwil_parameters[]{&kwil_recipient, &message_encoding,
                                                            &identity};

inline constexpr wa_scheme scheme_nep413{
    .struct_size = sizeof(wa_scheme),
    .revision = 2,
    .flags = WA_SCHEME_MAY_NEED_EVIDENCE | WA_SCHEME_HAS_COMPAT | WA_SCHEME_KEYS_ROTATE,
    .id = text_of("nep413"),
    .description = text_of("a message for a recipient, by a NEAR wallet"),
    .specification = text_of("https://github.com/near/NEPs/blob/master/neps/nep-0413.md"),
    .compat_of = text_of("nearcore 2.x: ed25519-dalek verify, any recovery id of secp256k1"),
    .chains = chains,
    .chain_count = 1,
    .keys = keys,
    .key_count = 2,
    .parameters = parameters,
    .parameter_count = 3,
    .evidence_methods = methods,
    .evidence_method_count = 1,
    .chain_bound = WA_CHAIN_BOUND_NEVER,
    .reserved = 0,
    // Hashing more would cost over a hundred ordinary requests.
    .max_message_size = std::uint64_t{512} << 10,
    .max_signature_size = 65,
    // A JSON array of 65 bytes as printers indent it. Longer texts are refused with their size
    // only.
    .max_signature_text_size = 4096,
    .max_public_key_size = 64,
    .max_public_key_text_size = 128,
    .max_account_size = 64,
    .max_account_text_size = 132, // more than an account: the plugin names what it is
    .max_evidence_size = std::uint64_t{64} << 10,
};

inline constexpr wa_scheme scheme_nep413_kwil = [] {
    auto it = scheme_nep413;
    it.flags = WA_SCHEME_HAS_COMPAT | WA_SCHEME_COMPACT_ID_KEY;
    it.id = text_of("nep413-kwil");
    it.description =
        text_of("NEP-413 as kwil-db's nep413 verifies it, the payload in the signature");
    it.specification =
        text_of("https://github.com/kwilteam/kwil-db/blob/release-v0.9/extensions/auth/nep413.go");
    it.compat_of = text_of("kwil-db release-v0.9 extensions/auth/nep413.go");
    it.keys = kwil_keys;
    it.key_count = 1;
    it.parameters = kwil_parameters;
    it.evidence_methods = nullptr;
    it.evidence_method_count = 0;
    it.max_message_size = 65535;
    it.max_signature_size = max_kwil_blob_size;
    it.max_signature_text_size = 4 * max_kwil_blob_size + 1; // a JSON array without blanks
    it.max_public_key_size = 32;
    it.max_evidence_size = 0;
    return it;
}();

} // namespace walletauth::near

// SPDX-License-Identifier: Apache-2.0
// The descriptors of the plugin's schemes.
#pragma once

#include "chain_state.hpp"
#include "eip191.hpp"
#include "eip712.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/request/bare_message.hpp>

namespace walletauth::evm {

inline constexpr wa_text chains[]{text_of("eip155")};

inline constexpr wa_key_info compressed_key{sizeof(wa_key_info), 33, text_of("secp256k1")};
inline constexpr wa_key_info uncompressed_key{sizeof(wa_key_info), 65,
                                              text_of("secp256k1-uncompressed")};
inline constexpr wa_key_info compact_id{sizeof(wa_key_info), 20, text_of("address")};
inline constexpr const wa_key_info *keys[]{&compressed_key, &uncompressed_key};
inline constexpr const wa_key_info *kwil_keys[]{&compressed_key, &uncompressed_key, &compact_id};

inline constexpr const wa_parameter_info *message_parameters[]{&message_kind_info,
                                                               &counterfactual_info};
inline constexpr const wa_parameter_info *typed_data_parameters[]{&counterfactual_info};

inline constexpr wa_text methods[]{text_of("eth_call"), text_of("eth_chainId"),
                                   text_of("eth_getCode")};

/// What the schemes have in common.
constexpr wa_scheme scheme(std::string_view id, std::string_view description,
                           std::string_view specification) noexcept {
    return {
        .struct_size = sizeof(wa_scheme),
        .revision = 2,
        .flags = WA_SCHEME_RECOVERS_KEY,
        .id = text_of(id),
        .description = text_of(description),
        .specification = text_of(specification),
        .compat_of = {},
        .chains = chains,
        .chain_count = 1,
        .keys = keys,
        .key_count = 2,
        .parameters = nullptr,
        .parameter_count = 0,
        .evidence_methods = nullptr,
        .evidence_method_count = 0,
        .chain_bound = WA_CHAIN_BOUND_NEVER,
        .reserved = 0,
        .max_message_size = std::uint64_t{1} << 20,
        .max_signature_size = 16384, // a contract account's may be of any size
        .max_signature_text_size = 32770,
        .max_public_key_size = 65,
        .max_public_key_text_size = 132,
        .max_account_size = 42,
        .max_account_text_size = 42,
        .max_evidence_size = 0,
    };
}

/// What a scheme has that asks contract accounts, too.
constexpr wa_scheme with_contracts(wa_scheme it) noexcept {
    it.revision = 3;
    it.flags |= WA_SCHEME_MAY_NEED_EVIDENCE;
    it.evidence_methods = methods;
    it.evidence_method_count = 3;
    // eth_getCode answers 48 KiB of hex, and more on some chains; queries repeat the signature.
    it.max_evidence_size = std::uint64_t{1} << 20;
    return it;
}

inline constexpr wa_scheme scheme_eip191 = [] {
    auto it = with_contracts(scheme("eip191", "personal_sign: a message behind the Ethereum prefix",
                                    "https://eips.ethereum.org/EIPS/eip-191"));
    it.flags |= WA_SCHEME_HAS_COMPAT;
    it.compat_of = text_of("strict, high-s and any 32 bytes, as go-ethereum 1.13 crypto.SigToPub "
                           "of recovery ids 0, 1");
    it.parameters = message_parameters;
    it.parameter_count = 2;
    return it;
}();

inline constexpr wa_scheme scheme_eip191_kwil = [] {
    auto it = scheme("eip191-kwil", "personal_sign as kwil-db's secp256k1_ep verifies it",
                     "https://github.com/trufnetwork/kwil-db");
    it.flags |= WA_SCHEME_COMPACT_ID_ACCOUNT;
    it.keys = kwil_keys;
    it.key_count = 3;
    it.max_signature_size = 65;
    return it;
}();

inline constexpr wa_scheme scheme_eip712 = [] {
    auto it =
        with_contracts(scheme("eip712", "typed data", "https://eips.ethereum.org/EIPS/eip-712"));
    it.parameters = typed_data_parameters;
    it.parameter_count = 1;
    it.flags |= WA_SCHEME_HAS_COMPAT | WA_SCHEME_JSON_MESSAGE;
    it.compat_of = text_of("strict, high-s, and undeclared domain members, as MetaMask signs");
    it.chain_bound = WA_CHAIN_BOUND_BY_MESSAGE;
    it.max_message_size = max_typed_data_size;
    return it;
}();

} // namespace walletauth::evm

// SPDX-License-Identifier: Apache-2.0
// The descriptors of the plugin's schemes.
#pragma once

#include "signature_text.hpp"
#include "stark_key.hpp"

#include <walletauth/interface.hpp>

namespace walletauth::starknet {

inline constexpr wa_text chains[]{text_of("starknet")};
inline constexpr wa_text methods[]{text_of("starknet_call"), text_of("starknet_chainId"),
                                   text_of("starknet_getClassHashAt")};

inline constexpr wa_key_info stark_key{sizeof(wa_key_info), 32, text_of("stark")};
inline constexpr const wa_key_info *keys[]{&stark_key};

// What an account was deployed with: the user states it, and its address is the proof.
constexpr wa_parameter_info deployment(std::string_view name, std::uint32_t kind,
                                       std::uint64_t max_size,
                                       std::string_view description) noexcept {
    return {sizeof(wa_parameter_info), kind,    WA_ROLE_PROOF, 0, text_of(name),
            text_of(description),      max_size};
}

inline constexpr std::uint64_t max_address_text = 66;
inline constexpr std::uint64_t max_felt_text = 76; // decimal
inline constexpr std::uint64_t max_calldata_text = 8192;

inline constexpr auto class_hash =
    deployment("class_hash", WA_PARAMETER_TEXT, max_felt_text,
               "of the account's class; those that are known are tried if absent");
inline constexpr auto salt =
    deployment("salt", WA_PARAMETER_TEXT, max_felt_text, "the public key if absent");
inline constexpr auto constructor_calldata =
    deployment("constructor_calldata", WA_PARAMETER_JSON, max_calldata_text,
               "array of felts; what the class takes for the key if absent");
inline constexpr auto deployer =
    deployment("deployer", WA_PARAMETER_TEXT, max_felt_text, "0 (deployed by itself) if absent");
inline constexpr const wa_parameter_info *parameters[]{&class_hash, &salt, &constructor_calldata,
                                                       &deployer};

inline constexpr wa_scheme scheme_snip12{
    .struct_size = sizeof(wa_scheme),
    .revision = 2,
    .flags = WA_SCHEME_MAY_NEED_EVIDENCE | WA_SCHEME_HAS_COMPAT | WA_SCHEME_JSON_MESSAGE |
             WA_SCHEME_KEYS_ROTATE,
    .id = text_of("snip12"),
    .description = text_of("typed data, revisions 0 and 1, by an account contract"),
    .specification = text_of("https://github.com/starknet-io/SNIPs/blob/main/SNIPS/snip-12.md"),
    .compat_of = text_of("starknet.js 10.8 typed data, Cairo 1 check_ecdsa_signature"),
    .chains = chains,
    .chain_count = 1,
    .keys = keys,
    .key_count = 1,
    .parameters = parameters,
    .parameter_count = 4,
    .evidence_methods = methods,
    .evidence_method_count = 3,
    .chain_bound = WA_CHAIN_BOUND_BY_MESSAGE,
    .reserved = 0,
    .max_message_size = std::uint64_t{256} << 10,
    .max_signature_size = max_signature_felts * 32,
    .max_signature_text_size = max_signature_felts * 80, // with quotes, comma and white space
    .max_public_key_size = 32,
    .max_public_key_text_size = max_key_text,
    .max_account_size = max_address_text,
    .max_account_text_size = max_address_text,
    // Both calls carry the whole signature.
    .max_evidence_size = std::uint64_t{256} << 10,
};

} // namespace walletauth::starknet

// SPDX-License-Identifier: Apache-2.0
// The descriptors of the plugin's schemes.
#pragma once

#include "address.hpp"
#include "network.hpp"
#include "owned.hpp"

#include <walletauth/interface.hpp>

#include <array>
#include <iterator>

namespace walletauth::bitcoin {

/// Exact ids: other chains of bip122 have other prefixes, and may be another plugin's.
inline constexpr auto chains = [] {
    std::array<wa_text, std::size(networks)> ids{};
    for (std::size_t i = 0; i < ids.size(); ++i)
        ids[i] = text_of(networks[i].chain);
    return ids;
}();

inline constexpr wa_key_info compressed_key{sizeof(wa_key_info), 33, text_of("secp256k1")};
inline constexpr wa_key_info uncompressed_key{sizeof(wa_key_info), 65,
                                              text_of("secp256k1-uncompressed")};
inline constexpr wa_key_info taproot_key{sizeof(wa_key_info), 32, text_of("secp256k1-x")};
inline constexpr const wa_key_info *keys[]{&compressed_key, &uncompressed_key, &taproot_key};

inline constexpr const wa_parameter_info *parameters[]{&address_type_info};

/// What the schemes have in common.
constexpr wa_scheme scheme(std::string_view id, std::string_view description,
                           std::string_view specification) noexcept {
    wa_scheme it{};
    it.struct_size = sizeof(wa_scheme);
    it.revision = 1;
    it.flags = WA_SCHEME_RECOVERS_KEY;
    it.id = text_of(id);
    it.description = text_of(description);
    it.specification = text_of(specification);
    it.chains = chains.data();
    it.chain_count = chains.size();
    it.keys = keys;
    it.key_count = std::size(keys);
    it.parameters = parameters;
    it.parameter_count = std::size(parameters);
    it.chain_bound = WA_CHAIN_BOUND_NEVER;
    it.max_message_size = std::uint64_t{128} * 1024;
    it.max_public_key_size = 65;
    it.max_public_key_text_size = 260;
    it.max_account_size = max_address_text;
    it.max_account_text_size = std::uint64_t{2} * max_address_text;
    return it;
}

inline constexpr wa_scheme bip322_scheme = [] {
    auto it = scheme("bip322", "a message signed as a transaction: BIP-322, simple and full",
                     "https://github.com/bitcoin/bips/blob/master/bip-0322.mediawiki");
    it.revision = 2; // 2: a Taproot account's internal key may have 33 bytes
    // One key needs 400 bytes. Of scripts with several there is room to say that none are run.
    it.max_signature_size = 4096;
    it.max_signature_text_size = std::uint64_t{3} + 4 * 1366;
    return it;
}();

inline constexpr wa_scheme bip137_scheme = [] {
    auto it = scheme("bip137", "signmessage, BIP-137, and Electrum's dialect",
                     "https://github.com/bitcoin/bips/blob/master/bip-0137.mediawiki");
    it.flags |= WA_SCHEME_HAS_COMPAT;
    it.compat_of = text_of("bip322-js 3.0.0, Verifier.verifySignature without strict");
    it.max_signature_size = 65;
    it.max_signature_text_size = 352;
    return it;
}();

} // namespace walletauth::bitcoin

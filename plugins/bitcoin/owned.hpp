// SPDX-License-Identifier: Apache-2.0
// The addresses that one key owns. A compressed key owns four, so an address does not follow from a
// key alone: somebody has to say which kind is meant.
#pragma once

#include "address.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/interface.hpp>

#include <optional>

namespace walletauth::bitcoin {

/// What the parameter `address_type` can say.
enum class AddressType : std::uint8_t { p2pkh, p2sh_p2wpkh, p2wpkh, p2tr };

inline constexpr wa_parameter_info address_type_info{
    sizeof(wa_parameter_info),
    WA_PARAMETER_TEXT,
    WA_ROLE_PROOF,
    0,
    text_of("address_type"),
    text_of("which address of a key is meant, where none is claimed: p2pkh, p2sh-p2wpkh, p2wpkh, "
            "p2tr"),
    16};

/// What the parameter says; WA_MALFORMED_PARAMS for another word.
[[nodiscard]] Result<std::optional<AddressType>> read_address_type(
    std::span<const wa_parameter> parameters) noexcept;

/// 1...: the hash of the key as it is given, 33 or 65 bytes.
[[nodiscard]] Address p2pkh_of(Bytes key) noexcept;
/// bc1q...: P2WPKH.
[[nodiscard]] Address p2wpkh_of(const Secp256k1Key &key) noexcept;
/// 3...: P2WPKH in P2SH. The redeem script is 0, 20, and the hash of the key.
[[nodiscard]] Address p2sh_p2wpkh_of(const Secp256k1Key &key) noexcept;
/// bc1p...: the output key without scripts of BIP-86: the key and its TapTweak. Nothing in one of
/// 2^128 cases.
[[nodiscard]] std::optional<Address> p2tr_of(const Secp256k1Key &internal) noexcept;

/// The address of this type of a compressed key. WA_REJECTED_SIGNER where there is none.
[[nodiscard]] Result<Address> address_of_type(AddressType type, const Secp256k1Key &key) noexcept;

/// The address of a key of any size that the schemes have. 32 bytes are a Taproot output key; 65
/// are an uncompressed key, which owns P2PKH alone. WA_MALFORMED_PUBLIC_KEY, _PARAMS;
/// WA_REJECTED_SIGNER where the key is no point.
[[nodiscard]] Result<Address> address_of_key(Bytes key, std::optional<AddressType> type) noexcept;

} // namespace walletauth::bitcoin

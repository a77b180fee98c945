// SPDX-License-Identifier: Apache-2.0
// Addresses: Base58Check (P2PKH, P2SH) and segwit (BIP-173, BIP-350), and the scripts that they
// stand for.
#pragma once

#include "network.hpp"

#include <walletauth/interface.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace walletauth::bitcoin {

using Bytes = std::span<const std::uint8_t>;

/// What an address says about who may spend.
enum class AddressKind : std::uint8_t {
    p2pkh,   ///< the hash of a key
    p2sh,    ///< the hash of a script, which may be P2WPKH (nested segwit)
    p2wpkh,  ///< the hash of a compressed key
    p2wsh,   ///< the hash of a script
    p2tr,    ///< a Taproot output key
    unknown, ///< a witness version or size that has no meaning yet
};

struct Address {
    AddressKind kind = AddressKind::unknown;
    std::uint8_t version = 0;              ///< the witness version, of segwit addresses
    InlineArray<std::uint8_t, 40> program; ///< hash, or key

    friend bool operator==(const Address &a, const Address &b) noexcept {
        return a.kind == b.kind && a.version == b.version &&
               std::ranges::equal(a.program.span(), b.program.span());
    }
};

constexpr std::size_t max_address_text = 90; // BIP-173

/// An address of a kind whose witness version follows from it: all but `unknown`.
[[nodiscard]] Address address_of(AddressKind kind, Bytes program) noexcept;

/// WA_MALFORMED_ACCOUNT where `text` is no address of this network.
[[nodiscard]] Result<Address> parse_address(const Network &network, std::string_view text);
/// The one spelling: segwit in lower case. Empty where `address` is none that could be parsed.
[[nodiscard]] std::string format_address(const Network &network, const Address &address);

/// An output script of an address: at most 2 and 40 bytes.
using Script = InlineArray<std::uint8_t, 42>;
[[nodiscard]] Script script_of(const Address &address) noexcept;

} // namespace walletauth::bitcoin

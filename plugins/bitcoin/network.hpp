// SPDX-License-Identifier: Apache-2.0
// Bitcoin's networks: how each one is named (CAIP-2: the first 32 hex digits of the hash of its
// genesis block), and how its addresses begin. The three test networks have the same addresses.
#pragma once

#include <walletauth/interface.hpp>

#include <cstdint>
#include <string_view>

namespace walletauth::bitcoin {

struct Network {
    std::string_view chain;
    std::string_view name;
    std::string_view prefix;     ///< of segwit addresses (BIP-173)
    std::uint8_t key_version;    ///< of base58 addresses of keys, P2PKH
    std::uint8_t script_version; ///< of base58 addresses of scripts, P2SH
};

inline constexpr Network networks[]{
    {"bip122:000000000019d6689c085ae165831e93", "mainnet", "bc", 0x00, 0x05},
    {"bip122:000000000933ea01ad0ee984209779ba", "testnet3", "tb", 0x6f, 0xc4},
    {"bip122:00000000da84f2bafbbc53dee25a72ae", "testnet4", "tb", 0x6f, 0xc4},
    {"bip122:00000008819873e925422c1ff0f99f7c", "signet", "tb", 0x6f, 0xc4},
};

/// WA_UNSUPPORTED_CHAIN where `chain` is none of them: others of bip122, such as Litecoin, have
/// addresses and prefixes of their own.
[[nodiscard]] Result<const Network *> network_of(std::string_view chain) noexcept;
/// The same, for schemes that only ask whether there is one.
[[nodiscard]] Result<void> check_chain(std::string_view chain);

} // namespace walletauth::bitcoin

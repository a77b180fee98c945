// SPDX-License-Identifier: Apache-2.0
#include "account.hpp"

#include <walletauth/hash/crc16.hpp>
#include <walletauth/text/base32.hpp>

#include <algorithm>

namespace stellar {
namespace {

using walletauth::Padding;
using walletauth::refuse;
using walletauth::Result;

// Version, key, checksum: 35 bytes are 56 digits exactly, without padding or an unused bit.
using Raw = std::array<std::uint8_t, 1 + key_size + 2>;
constexpr std::uint8_t version_public_key = 6 << 3; // STRKEY_PUBKEY, STRKEY_ALG_ED25519

Raw with_checksum(std::span<const std::uint8_t, key_size> key) noexcept {
    Raw raw{version_public_key};
    std::ranges::copy(key, raw.begin() + 1);
    const auto checksum = walletauth::crc16_xmodem(std::span{raw}.first<1 + key_size>());
    std::ranges::copy(checksum.little_endian(), raw.end() - 2);
    return raw;
}

} // namespace

Result<void> check_chain(std::string_view chain) {
    if (chain == "stellar:pubnet" || chain == "stellar:testnet") return {};
    return refuse(WA_UNSUPPORTED_CHAIN, "chain is ", chain,
                  ", expected stellar:pubnet or stellar:testnet");
}

Result<Key> read_strkey(std::uint32_t status, std::string_view text) {
    Raw raw{};
    if (walletauth::decode_base32_into(text, raw, Padding::none)) {
        Key key;
        std::copy_n(raw.begin() + 1, key_size, key.begin());
        if (raw == with_checksum(key)) return key;
    }
    if (text.starts_with('M')) return refuse(status, "a muxed account is a customer, not a signer");
    return refuse(status, "found ", text, ", expected the StrKey of a public key (G...)");
}

std::string encode_strkey(std::span<const std::uint8_t, key_size> key) {
    return walletauth::encode_base32(with_checksum(key), Padding::none);
}

// The kit has held key and parameters against the descriptor.
Result<std::string> Accounts::derive_account(std::string_view chain, std::string_view,
                                             std::span<const std::uint8_t> public_key,
                                             std::span<const wa_parameter>) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    return encode_strkey(public_key.first<key_size>());
}

Result<std::string> Accounts::normalize_account(std::string_view chain,
                                                std::string_view account) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    const auto key = read_strkey(WA_MALFORMED_ACCOUNT, account);
    if (!key) return std::unexpected(key.error());
    return std::string{account}; // one spelling: what can be read is canonical
}

} // namespace stellar

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <walletauth/hash/ripemd160.hpp>
#include <walletauth/interface.hpp>
#include <walletauth/text/bech32.hpp>

#include <algorithm>

using namespace walletauth;

/// The 20 bytes of an account such as "cosmos1h80...".
inline Result<std::vector<std::uint8_t>> read_account(std::string_view account) {
    const auto text = decode_bech32(account);
    if (!text) {
        return refuse(WA_MALFORMED_ACCOUNT, "account is no bech32, see character ",
                      text.error().index);
    }
    if (text->kind != Bech32Kind::bech32 || text->prefix != "cosmos") {
        return refuse(WA_MALFORMED_ACCOUNT, "account is no bech32 of cosmos");
    }
    const auto bytes = bech32_bytes(text->digits);
    if (!bytes || bytes->size() != 20) {
        return refuse(WA_MALFORMED_ACCOUNT, "account has not 20 bytes");
    }
    return *bytes;
}

/// Whether an account is that of a compressed secp256k1 key.
inline Result<bool> is_account_of(std::string_view account, std::span<const std::uint8_t, 33> key) {
    const auto bytes = read_account(account);
    if (!bytes) return std::unexpected(bytes.error());
    return std::ranges::equal(*bytes, hash160(key));
}

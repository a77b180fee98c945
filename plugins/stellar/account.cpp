// SPDX-License-Identifier: Apache-2.0
#include "account.hpp"

#include "schemes.hpp"

#include <walletauth/hash/crc16.hpp>
#include <walletauth/request/parameters.hpp>
#include <walletauth/text/base32.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth::stellar {
namespace {

// Version, key, checksum: 35 bytes are 56 digits exactly, without padding or an unused bit.
using Raw = std::array<std::uint8_t, 1 + key_size + 2>;
constexpr std::uint8_t version_public_key = 6 << 3; // SEP-23: "G"

Raw with_checksum(std::span<const std::uint8_t, key_size> key) noexcept {
    Raw raw{version_public_key};
    std::ranges::copy(key, raw.begin() + 1);
    const auto checksum = crc16_xmodem(std::span{raw}.first<1 + key_size>());
    std::ranges::copy(checksum.little_endian(), raw.end() - 2);
    return raw;
}

/// The account whose customer a muxed account is (SEP-23: its key, and a number of 8 bytes), so
/// that it can be sent instead; empty where the text is none.
std::string holder_of(std::string_view muxed) {
    constexpr std::uint8_t version_muxed = 12 << 3; // SEP-23: "M"
    std::array<std::uint8_t, 1 + key_size + 8 + 2> raw{};
    if (!decode_base32_into(muxed, raw, Padding::none) || raw.front() != version_muxed) return {};
    const auto checksum = crc16_xmodem(std::span{raw}.first<1 + key_size + 8>());
    if (!std::ranges::equal(checksum.little_endian(), std::span{raw}.last<2>())) return {};
    return format_strkey(std::span{raw}.subspan<1, key_size>());
}

/// What other texts of Stellar are, and what to send instead, for those who paste one.
std::string_view name_of(std::string_view text) noexcept {
    switch (text.empty() ? ' ' : text.front()) {
    case 'M':
        return "a muxed account, which names a customer of an account: send the account, G...";
    case 'C':
        return "a contract, which has no key: send the account whose key signed, G...";
    case 'S':
        return "a secret seed: never send it, and replace it; send the account, G...";
    case 'T':
    case 'X':
    case 'P':
        return "a signer that is no key of an account: send the account whose key signed, G...";
    case 'B':
    case 'L':
        return "a balance or a pool, which has no key: send the account whose key signed, G...";
    case 'g':
        return "in lower case, expected upper case";
    default:
        return text.contains('*') ? "a federated name: send the account that it stands for, G..."
                                  : "no account: expected 56 characters from G";
    }
}

std::string_view subject_of(std::uint32_t status) noexcept {
    return status == WA_MALFORMED_ACCOUNT ? "account" : "public key";
}

Result<Key> read_named(std::uint32_t status, std::string_view subject, std::string_view text) {
    Raw raw{};
    if (decode_base32_into(text, raw, Padding::none)) {
        Key key;
        std::copy_n(raw.begin() + 1, key_size, key.begin());
        if (raw == with_checksum(key)) return key;
        if (raw.front() == version_public_key) {
            return refuse(status, subject, ": its checksum does not match, a digit is wrong");
        }
    }
    if (text.starts_with('G') && text.size() != strkey_size) {
        return refuse(status, subject, " has ", text.size(), " characters, expected 56 from G");
    }
    if (const auto holder = holder_of(text); !holder.empty()) {
        return refuse(status, subject, " is a muxed account: send its account, ", holder);
    }
    return refuse(status, subject, " is ", name_of(text));
}

} // namespace

Result<void> check_chain(std::string_view chain) noexcept {
    if (chain == "stellar:pubnet" || chain == "stellar:testnet") return {};
    return refuse(WA_UNSUPPORTED_CHAIN, "chain is ", chain,
                  ", expected stellar:pubnet or stellar:testnet");
}

Result<Key> read_strkey(std::uint32_t status, std::string_view text) {
    return read_named(status, subject_of(status), text);
}

std::string format_strkey(std::span<const std::uint8_t, key_size> key) {
    return encode_base32(with_checksum(key), Padding::none);
}

Result<Key> read_key(std::span<const std::uint8_t> bytes) {
    if (bytes.size() == strkey_size) {
        return read_named(WA_MALFORMED_PUBLIC_KEY, "compact id", as_text(bytes));
    }
    Key key{};
    std::ranges::copy(bytes.first<key_size>(), key.begin()); // the kit has checked the size
    return key;
}

Result<std::string> Accounts::derive_account(std::string_view chain, std::string_view,
                                             std::span<const std::uint8_t> public_key,
                                             std::span<const wa_parameter> parameters) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    if (public_key.empty()) return refuse(WA_MALFORMED_PUBLIC_KEY, "an account needs its key");
    if (public_key.size() != key_size && public_key.size() != strkey_size) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "compact id has ", public_key.size(),
                      " bytes, expected the 56 of an account's text, G..., or the 32 of a key");
    }
    const auto key = read_key(public_key);
    if (!key) return std::unexpected(key.error());
    if (auto good = read_threshold(Parameters{parameters}); !good)
        return std::unexpected(good.error());
    return format_strkey(*key);
}

Result<std::string> Accounts::normalize_account(std::string_view chain,
                                                std::string_view account) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    const auto key = read_strkey(WA_MALFORMED_ACCOUNT, account);
    if (!key) return std::unexpected(key.error());
    return std::string{account}; // what can be read is the one spelling
}

} // namespace walletauth::stellar

// SPDX-License-Identifier: Apache-2.0
#include "account.hpp"

#include "shown.hpp"

#include <walletauth/hash/keccak.hpp>
#include <walletauth/request/parameters.hpp>
#include <walletauth/text/hex.hpp>

#include <algorithm>

namespace walletauth::near {
namespace {

bool is_letter_or_digit(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

} // namespace

bool is_account_id(std::string_view id) noexcept {
    if (id.size() < 2 || id.size() > 64) return false;
    bool after_separator = true;
    for (const char c : id) {
        const bool separator = c == '-' || c == '_' || c == '.';
        if (!separator && !is_letter_or_digit(c)) return false;
        if (separator && after_separator) return false;
        after_separator = separator;
    }
    return !after_separator;
}

Result<void> check_account_id(std::string_view id) noexcept {
    if (is_account_id(id)) return {};
    const auto upper = std::ranges::find_if(id, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (upper != id.end()) {
        return refuse(WA_MALFORMED_ACCOUNT, "NEAR account ids are lower case, this has ", *upper,
                      " at ", upper - id.begin(), ": \"", shown<64>(id).view(), '"');
    }
    return refuse(WA_MALFORMED_ACCOUNT, "no NEAR account id (2 to 64 of a-z 0-9 - _ .): \"",
                  shown<70>(id).view(), '"');
}

AccountKind kind_of(std::string_view id) noexcept {
    if (id.size() == 64 && is_lower_hex(id)) return AccountKind::implicit;
    if (id.size() == 42 && is_lower_hex(id.substr(2))) {
        if (id.starts_with("0x")) return AccountKind::eth_implicit;
        if (id.starts_with("0s")) return AccountKind::deterministic;
    }
    return AccountKind::named;
}

std::string derived_account(const Key &key) {
    if (key.type == KeyType::ed25519) return encode_hex(key.bytes());
    const Hash256 hash = keccak256(key.bytes());
    return "0x" + encode_hex(std::span{hash}.last(20));
}

Result<void> check_chain(std::string_view chain) noexcept {
    if (chain == "near:mainnet" || chain == "near:testnet") return {};
    return refuse(WA_UNSUPPORTED_CHAIN, "chain is \"", shown<60>(chain).view(),
                  "\", expected near:mainnet or near:testnet");
}

Result<std::string> Accounts::derive_account(std::string_view chain, std::string_view scheme,
                                             std::span<const std::uint8_t> public_key,
                                             std::span<const wa_parameter> parameters) const {
    if (auto good = check_chain(chain); !good) return std::unexpected(good.error());
    const auto key = read_key(public_key);
    if (!key) return std::unexpected(key.error());
    if (scheme == "nep413-kwil" && key->type != KeyType::ed25519) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "nep413-kwil knows ed25519 keys only");
    }
    // Nobody can sign for such a point, whatever account nearcore would hash of it.
    if (!is_on_curve(*key)) return refuse(WA_REJECTED_SIGNER, "public key is not on the curve");
    const auto identity = Parameters{parameters}.word("identity", {"hex", "key"});
    if (!identity) return std::unexpected(identity.error());
    return *identity == "key" ? format_key(*key) : derived_account(*key);
}

Result<std::string> Accounts::normalize_account(std::string_view chain,
                                                std::string_view account) const {
    if (auto good = check_chain(chain); !good) return std::unexpected(good.error());
    if (auto good = check_account_id(account); !good) return std::unexpected(good.error());
    return std::string{account};
}

} // namespace walletauth::near

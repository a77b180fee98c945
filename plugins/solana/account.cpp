// SPDX-License-Identifier: Apache-2.0
#include "account.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/text/base58.hpp>
#include <walletauth/text/notation_fault.hpp>

#include <algorithm>

namespace walletauth::solana {
namespace {

constexpr std::string_view chain_prefix = "solana:";
constexpr std::size_t reference_size = 32;
constexpr std::string_view base58_alphabet =
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

// Names in use that are no CAIP-2 reference, and the references (CAIP-30). The numbers are of token
// lists and older wallets.
struct ChainName {
    std::string_view name;
    std::string_view reference;
};
constexpr std::string_view mainnet = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";
constexpr std::string_view testnet = "4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z";
constexpr std::string_view devnet = "EtWTRABZaYq6iMfeYKouRu166VU2xqa1";
constexpr ChainName chain_names[] = {
    {"mainnet", mainnet}, {"mainnet-beta", mainnet}, {"101", mainnet}, {"testnet", testnet},
    {"102", testnet},     {"devnet", devnet},        {"103", devnet}};

} // namespace

Result<Key> read_account(std::string_view text) noexcept {
    Key key{};
    if (decode_base58_into(text, key)) return key;
    const auto bad = text.find_first_not_of(base58_alphabet);
    if (bad != std::string_view::npos) {
        return refuse(WA_MALFORMED_ACCOUNT, "account has ", character_name(text[bad]).view(),
                      " at ", bad, ", which is no base58 digit");
    }
    return refuse(WA_MALFORMED_ACCOUNT, "account of ", text.size(),
                  " characters is not base58 of 32 bytes");
}

AccountText format_account(std::span<const std::uint8_t, 32> key) {
    AccountText text;
    const auto spelled = encode_base58(key);
    if (!text.assign(std::span<const char>{spelled})) text = {}; // 44 characters always fit
    return text;
}

Result<void> check_chain(std::string_view chain) noexcept {
    if (chain.starts_with(chain_prefix)) {
        const auto reference = chain.substr(chain_prefix.size());
        if (reference.size() == reference_size &&
            reference.find_first_not_of(base58_alphabet) == std::string_view::npos) {
            return {};
        }
        for (const auto &known : chain_names) {
            if (reference != known.name) continue;
            return refuse(WA_UNSUPPORTED_CHAIN, "chain ", chain, ": its id is ", chain_prefix,
                          known.reference);
        }
    }
    return refuse(WA_UNSUPPORTED_CHAIN, "chain ", chain,
                  " is not solana: and 32 base58 characters of the genesis hash");
}

Result<void> check_can_sign(std::span<const std::uint8_t, 32> key) noexcept {
    switch (ed25519_classify(key)) {
    case Ed25519Point::good:
        return {};
    case Ed25519Point::not_canonical:
        return refuse(WA_REJECTED_SIGNER, "account is no canonical curve point: nobody can sign");
    case Ed25519Point::off_curve:
        return refuse(WA_REJECTED_SIGNER,
                      "account is off the curve (a program's): nobody can sign");
    case Ed25519Point::small_order:
        return refuse(WA_REJECTED_SIGNER, "account is a point of small order: anybody could sign");
    }
    return refuse(WA_ERROR_INTERNAL, "unknown class of point");
}

Result<Claim> read_claim(const wa_request &request) {
    const auto text = view(request.account);
    const auto given = view(request.public_key);
    Claim claim{{}, {}, true};
    if (text.empty()) {
        if (given.size() != claim.key.size()) {
            return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", given.size(),
                          " bytes, expected 32");
        }
        std::copy(given.begin(), given.end(), claim.key.begin());
        claim.account = format_account(claim.key);
        return claim;
    }
    const auto key = read_account(text);
    if (!key) return std::unexpected(key.error());
    claim.key = *key;
    if (!claim.account.assign(text)) {
        return refuse(WA_MALFORMED_ACCOUNT, "account has ", text.size(),
                      " bytes, expected 32 to 44");
    }
    claim.agrees = given.empty() || std::ranges::equal(given, claim.key);
    return claim;
}

Result<void> check_agrees(const Claim &claim) noexcept {
    if (claim.agrees) return {};
    return refuse(WA_REJECTED_SIGNER, "the public key is not the key of account ",
                  claim.account.view());
}

Proof proof_of(const Claim &claim) noexcept {
    Proof proof;
    proof.account = claim.account;
    proof.public_key.append_cut(claim.key);
    proof.link = WA_LINK_DERIVED;
    return proof;
}

// No scheme's parameters change whose account a key is, so they are not looked at.
Result<std::string> Accounts::derive_account(std::string_view chain, std::string_view,
                                             std::span<const std::uint8_t> public_key,
                                             std::span<const wa_parameter>) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    if (public_key.size() != 32) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(),
                      " bytes, expected 32");
    }
    if (auto good = check_can_sign(public_key.first<32>()); !good) {
        return std::unexpected(good.error());
    }
    return encode_base58(public_key);
}

Result<std::string> Accounts::normalize_account(std::string_view chain,
                                                std::string_view account) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    if (auto key = read_account(account); !key) return std::unexpected(key.error());
    return std::string{account}; // base58 has one spelling
}

} // namespace walletauth::solana

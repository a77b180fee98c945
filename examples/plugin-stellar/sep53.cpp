// SPDX-License-Identifier: Apache-2.0
#include "sep53.hpp"

#include <sodium/crypto_hash_sha256.h>
#include <sodium/crypto_sign_ed25519.h>

#include <algorithm>

namespace stellar {
namespace {

using walletauth::Proof;
using walletauth::refuse;
using walletauth::Result;
using walletauth::view;

using Hash = std::array<std::uint8_t, crypto_hash_sha256_BYTES>;

Hash message_hash(std::span<const std::uint8_t> message) noexcept {
    constexpr std::string_view prefix = "Stellar Signed Message:\n";
    const auto prefix_bytes = walletauth::as_bytes(prefix);
    crypto_hash_sha256_state state;
    Hash hash;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, prefix_bytes.data(), prefix_bytes.size());
    if (!message.empty()) crypto_hash_sha256_update(&state, message.data(), message.size());
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

// The key that must have signed. The kit compares the account of the proof with the claim.
Result<Key> signing_key(const wa_request &request) {
    const auto claim = view(request.account);
    const auto given = view(request.public_key);
    Key key{};
    if (!claim.empty()) {
        const auto claimed = read_strkey(WA_MALFORMED_ACCOUNT, claim);
        if (!claimed || given.empty()) return claimed;
    }
    std::ranges::copy(given, key.begin());
    return key;
}

Result<Proof> verify(const wa_request &request) {
    const auto key = signing_key(request);
    if (!key) return std::unexpected(key.error());
    const auto signature = view(request.signature);
    if (signature.size() != signature_size) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", signature.size(),
                      " bytes, expected 64");
    }
    const auto account = encode_strkey(*key);
    const auto claim = view(request.account);
    if (!claim.empty() && account != claim) {
        return refuse(WA_REJECTED_SIGNER, "the key is of ", account, ", not of ", claim);
    }
    const auto hash = message_hash(view(request.message));
    if (crypto_sign_ed25519_verify_detached(signature.data(), hash.data(), hash.size(),
                                            key->data()) != 0) {
        return refuse(WA_REJECTED_SIGNATURE, "ed25519 signature does not match");
    }
    Proof proof; // its link is `derived`
    (void)proof.account.assign(account);
    (void)proof.public_key.assign(*key);
    return proof;
}

Result<std::vector<std::uint8_t>> parse_public_key(std::string_view text) {
    const auto key = read_strkey(WA_MALFORMED_PUBLIC_KEY, text);
    if (!key) return std::unexpected(key.error());
    return std::vector<std::uint8_t>(key->begin(), key->end());
}

Result<std::string> format_public_key(std::span<const std::uint8_t> public_key) {
    if (public_key.size() != key_size) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(),
                      " bytes, expected 32");
    }
    return encode_strkey(public_key.first<key_size>());
}

// Wallets answer base64 (SEP-43), SEP-53 prints hex as well.
constexpr walletauth::TextForm signature_form =
    walletauth::forms::base64<signature_size> | walletauth::forms::hex<signature_size>;

} // namespace

constexpr walletauth::SchemeVerifier sep53_verifier{
    {.verify = &verify,
     .notation = {&walletauth::parse_signature_as<signature_form>, &parse_public_key,
                  &format_public_key},
     .check_chain = &check_chain}};

} // namespace stellar

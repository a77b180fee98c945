// SPDX-License-Identifier: Apache-2.0
#include "sep53.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/hash/sha2.hpp>

#include <algorithm>

namespace stellar {
namespace {

using walletauth::Proof;
using walletauth::refuse;
using walletauth::Result;
using walletauth::view;

// The key that must have signed: the one that is given, or else the account's.
Result<Key> signing_key(const wa_request &request) {
    const auto given = view(request.public_key);
    if (const auto claim = view(request.account); !claim.empty()) {
        const auto claimed = read_strkey(WA_MALFORMED_ACCOUNT, claim);
        if (!claimed || given.empty()) return claimed;
    }
    Key key{};
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
    const auto hash = walletauth::sha256(
        {walletauth::as_bytes("Stellar Signed Message:\n"), view(request.message)});
    if (!walletauth::ed25519_verify(signature.first<signature_size>(), hash, *key,
                                    walletauth::Rule::strict)) {
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

// The kit has seen to it that the key has its 32 bytes.
Result<std::string> format_public_key(std::span<const std::uint8_t> public_key) {
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

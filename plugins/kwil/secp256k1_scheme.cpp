// SPDX-License-Identifier: Apache-2.0
#include "secp256k1_scheme.hpp"

#include "account.hpp"
#include "message_rule.hpp"
#include "notation.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/hash/sha2.hpp>
#include <walletauth/text/hex.hpp>

namespace walletauth::kwil {
namespace {

Result<void> verify_signature(Secp256k1Signature signature, Secp256k1Digest hash,
                              const Secp256k1Key &key, Rule rule) noexcept {
    if (!secp256k1_check(signature, Rule::compat)) {
        return refuse(WA_REJECTED_SIGNATURE, "r or s is zero or not below the group order");
    }
    const auto good = secp256k1_verify(signature, hash, key, rule);
    if (good) return {};
    if (good.error() == Secp256k1Fault::s_high) {
        return refuse(WA_REJECTED_SIGNATURE, "s is in the upper half of the group order");
    }
    return refuse(WA_REJECTED_SIGNATURE, "secp256k1 signature does not match");
}

// What is wrong with key and signature without looking at the message: first what is malformed.
Result<void> check_input(const Result<Secp256k1Key> &key, std::span<const std::uint8_t> signature) {
    if (!key && WA_STATUS_CLASS(key.error().status) == WA_CLASS_MALFORMED) {
        return std::unexpected(key.error());
    }
    if (signature.size() != 65) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", signature.size(),
                      " bytes, expected 65", other_scheme_of(signature.size()));
    }
    if (!key) return std::unexpected(key.error());
    return {};
}

Result<Proof> verify(const wa_request &request) {
    if (auto good = check_claim(request); !good) return std::unexpected(good.error());
    const Rule rule = rule_of(request);
    const auto given = key_of(request, 33);
    if (!given) return std::unexpected(given.error());
    const auto key = read_secp256k1_key(*given, rule);
    const auto signature = view(request.signature);
    if (auto good = check_message(request, check_input(key, signature), TextTransactions::cosmos);
        !good) {
        return std::unexpected(good.error());
    }
    const auto hash = sha256(view(request.message));
    if (auto good = verify_signature(signature.first<64>(), hash, *key, rule); !good) {
        return std::unexpected(good.error());
    }
    const auto compressed = key->compressed();
    Proof proof;
    (void)proof.account.assign(encode_hex(compressed));
    (void)proof.public_key.assign(compressed);
    return proof;
}

} // namespace

constexpr SchemeVerifier secp256k1_verifier{
    {.verify = &verify, .notation = notation<KeyType::secp256k1>}};

} // namespace walletauth::kwil

// SPDX-License-Identifier: Apache-2.0
#include "secp256k1_scheme.hpp"

#include "account.hpp"
#include "message_rule.hpp"
#include "secp256k1_key.hpp"

#include <walletauth/curve/rule.hpp>
#include <walletauth/text/hex.hpp>

#include <secp256k1.h>
#include <sodium/crypto_hash_sha256.h>

#include <algorithm>

namespace walletauth::kwil {
namespace {

bool is_zero(std::span<const std::uint8_t> bytes) noexcept {
    return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

Result<void> verify_signature(std::span<const std::uint8_t, 33> key,
                              std::span<const std::uint8_t> signature,
                              std::span<const std::uint8_t, 32> hash, bool compat) noexcept {
    const auto *context = secp256k1_context_static;
    secp256k1_ecdsa_signature parsed;
    if (is_zero(signature.first(32)) || is_zero(signature.subspan(32, 32)) ||
        secp256k1_ecdsa_signature_parse_compact(context, &parsed, signature.data()) != 1) {
        return refuse(WA_REJECTED_SIGNATURE, "r or s is zero or not below the group order");
    }
    secp256k1_ecdsa_signature low;
    const bool was_high = secp256k1_ecdsa_signature_normalize(context, &low, &parsed) == 1;
    if (was_high && !compat) {
        return refuse(WA_REJECTED_SIGNATURE, "s is in the upper half of the group order");
    }
    secp256k1_pubkey point;
    if (secp256k1_ec_pubkey_parse(context, &point, key.data(), key.size()) != 1 ||
        secp256k1_ecdsa_verify(context, &low, hash.data(), &point) != 1) {
        return refuse(WA_REJECTED_SIGNATURE, "secp256k1 signature does not match");
    }
    return {};
}

// What is wrong with key and signature without looking at the message: first what is malformed.
Result<void> check_input(const Result<std::array<std::uint8_t, 33>> &key,
                         std::span<const std::uint8_t> signature) {
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

} // namespace

Result<Proof> Secp256k1::verify(const wa_request &request) const {
    if (auto good = check_claim(request); !good) return std::unexpected(good.error());
    const bool compat = rule_of(request) == Rule::compat;
    const auto given = key_of(request, 33);
    if (!given) return std::unexpected(given.error());
    const auto key = compress_key(*given, compat ? KeyForms::hybrid_too : KeyForms::sec1);
    const auto signature = view(request.signature);
    if (auto good = check_message(request, check_input(key, signature), TextTransactions::cosmos);
        !good) {
        return std::unexpected(good.error());
    }
    const auto message = view(request.message);
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), message.data(), message.size());
    if (auto good = verify_signature(*key, signature, hash, compat); !good) {
        return std::unexpected(good.error());
    }
    Proof proof;
    (void)proof.account.assign(encode_hex(*key));
    (void)proof.public_key.assign(*key);
    return proof;
}

} // namespace walletauth::kwil

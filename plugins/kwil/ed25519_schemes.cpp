// SPDX-License-Identifier: Apache-2.0
#include "ed25519_schemes.hpp"

#include "account.hpp"
#include "foreign_message.hpp"

#include "core/support/ed25519.hpp"
#include "core/support/hex.hpp"

#include <sodium/crypto_hash_sha256.h>

#include <array>

namespace walletauth::kwil {
namespace {

Result<Proof> prove(const wa_request &request, std::span<const std::uint8_t> signed_bytes) {
    const auto key = key_of(request, 32);
    if (!key) return std::unexpected(key.error());
    const auto signature = view(request.signature);
    if (signature.size() != 64) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", signature.size(),
                      " bytes, expected 64");
    }
    const Ed25519Signature fixed{signature};
    const Ed25519Key fixed_key{*key};
    const bool good = is_compat(request) ? ed25519_verify_compat(fixed, signed_bytes, fixed_key)
                                         : ed25519_verify_strict(fixed, signed_bytes, fixed_key);
    if (!good) return refuse(WA_REJECTED_SIGNATURE, "ed25519 signature does not match");
    Proof proof;
    (void)proof.account.assign(encode_hex(*key));
    (void)proof.public_key.assign(*key);
    return proof;
}

} // namespace

Result<Proof> Ed25519::verify(const wa_request &request) const {
    if (auto good = check_claim(request); !good) return std::unexpected(good.error());
    const auto message = view(request.message);
    auto proof = prove(request, message);
    if (is_compat(request) || message.size() != 32) return proof;
    return refuse_message(std::move(proof),
                          "a message of 32 bytes may be the hash of something else");
}

Result<Proof> Ed25519Nr::verify(const wa_request &request) const {
    if (auto good = check_claim(request); !good) return std::unexpected(good.error());
    const auto message = view(request.message);
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), message.data(), message.size());
    auto proof = prove(request, hash);
    if (is_compat(request) || !may_be_near_bytes(message)) return proof;
    return refuse_message(std::move(proof), "a message with a NUL byte may be what NEAR signs");
}

} // namespace walletauth::kwil

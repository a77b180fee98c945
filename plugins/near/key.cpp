// SPDX-License-Identifier: Apache-2.0
#include "key.hpp"

#include "notation.hpp"
#include "shown.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/text/base58.hpp>
#include <walletauth/text/hex.hpp>

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <algorithm>

namespace walletauth::near {
namespace {

std::string_view prefix_of(KeyType type) noexcept {
    return type == KeyType::ed25519 ? ed25519_prefix : secp256k1_prefix;
}

std::unexpected<Refusal> malformed_key(std::string_view text) noexcept {
    if (const auto odd =
            find_odd_character(WA_MALFORMED_PUBLIC_KEY, "public key", text, Base64::never)) {
        return std::unexpected(*odd);
    }
    return refuse(WA_MALFORMED_PUBLIC_KEY, "public key is \"", shown<40>(text).view(),
                  "\", expected ed25519: or secp256k1: and base58, or 64 hex digits");
}

Result<Key> decode_prefixed_key(KeyType type, std::string_view text) {
    Key key;
    key.type = type;
    const auto prefix = prefix_of(type);
    const std::size_t size = key.bytes().size();
    const auto digits = text.substr(prefix.size());
    if (decode_base58_into(digits, std::span{key.storage}.first(size))) return key;
    if (const auto odd = find_odd_character(WA_MALFORMED_PUBLIC_KEY, "public key behind its prefix",
                                            digits, Base64::never)) {
        return std::unexpected(*odd);
    }
    return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has no base58 of ", size,
                  " bytes behind its prefix ", prefix, " but \"", shown<40>(digits).view(), '"');
}

Result<void> verify_secp256k1(const Key &key, std::span<const std::uint8_t> signature,
                              std::span<const std::uint8_t, 32> hash, Rule rule,
                              std::string_view hint) noexcept {
    const auto *context = secp256k1_context_static;
    std::array<std::uint8_t, 65> encoded{0x04};
    std::ranges::copy(key.bytes(), encoded.begin() + 1);
    secp256k1_pubkey stated;
    if (secp256k1_ec_pubkey_parse(context, &stated, encoded.data(), encoded.size()) != 1) {
        return refuse(WA_REJECTED_SIGNATURE, "public key is not on the curve");
    }
    const int recovery_id = signature[64];
    if (recovery_id > 3) {
        return refuse(WA_REJECTED_SIGNATURE, "recovery id is ", recovery_id, ", expected 0 to 3");
    }
    secp256k1_ecdsa_signature parsed;
    if (secp256k1_ecdsa_signature_parse_compact(context, &parsed, signature.data()) != 1) {
        return refuse(WA_REJECTED_SIGNATURE, "r or s of the signature is not below n");
    }
    // Verification refuses it, too, as nearcore's does by the same library; this says why.
    if (secp256k1_ecdsa_signature_normalize(context, nullptr, &parsed) == 1) {
        return refuse(WA_REJECTED_SIGNATURE, "the signature has a high s");
    }
    if (secp256k1_ecdsa_verify(context, &parsed, hash.data(), &stated) != 1) {
        return refuse(WA_REJECTED_SIGNATURE, "secp256k1 signature does not match", hint);
    }
    if (rule == Rule::compat) return {};
    secp256k1_ecdsa_recoverable_signature recoverable;
    secp256k1_pubkey recovered;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(context, &recoverable, signature.data(),
                                                            recovery_id) != 1 ||
        secp256k1_ecdsa_recover(context, &recovered, &recoverable, hash.data()) != 1 ||
        secp256k1_ec_pubkey_cmp(context, &recovered, &stated) != 0) {
        return refuse(WA_REJECTED_SIGNATURE, "recovery id ", recovery_id, " gives another key");
    }
    return {};
}

} // namespace

Result<Key> read_key(std::span<const std::uint8_t> bytes) noexcept {
    if (bytes.size() != 32 && bytes.size() != 64) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", bytes.size(),
                      " bytes, expected 32 (ed25519) or 64 (secp256k1)");
    }
    Key key;
    key.type = bytes.size() == 32 ? KeyType::ed25519 : KeyType::secp256k1;
    std::ranges::copy(bytes, key.storage.begin());
    return key;
}

Result<Key> parse_key(std::string_view text) {
    for (const auto type : {KeyType::ed25519, KeyType::secp256k1}) {
        if (has_prefix(text, prefix_of(type))) return decode_prefixed_key(type, text);
    }
    Key key;
    const auto bytes = std::span{key.storage}.first(32);
    if (decode_hex_into(text, bytes) || decode_base58_into(text, bytes)) return key;
    return malformed_key(text);
}

std::string format_key(const Key &key) {
    return std::string{prefix_of(key.type)} + encode_base58(key.bytes());
}

Result<void> verify_signature(const Key &key, std::span<const std::uint8_t> signature,
                              std::span<const std::uint8_t, 32> message, Rule rule,
                              std::string_view hint) noexcept {
    if (signature.size() != signature_size(key.type)) {
        const auto curve = prefix_of(key.type);
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", signature.size(),
                      " bytes, a key of ", curve.substr(0, curve.size() - 1), " signs ",
                      signature_size(key.type));
    }
    if (key.type == KeyType::secp256k1) {
        return verify_secp256k1(key, signature, message, rule, hint);
    }
    if (!ed25519_verify(Ed25519Signature{signature}, message, Ed25519Key{key.bytes()}, rule)) {
        return refuse(WA_REJECTED_SIGNATURE, "ed25519 signature does not match", hint);
    }
    return {};
}

} // namespace walletauth::near

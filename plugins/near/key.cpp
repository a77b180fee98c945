// SPDX-License-Identifier: Apache-2.0
#include "key.hpp"

#include "notation.hpp"
#include "shown.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/text/base58.hpp>
#include <walletauth/text/hex.hpp>

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

/// Why a signature is refused. High s also under compat, since nearcore's library refuses it.
std::unexpected<Refusal> refuse_secp256k1(Secp256k1Fault fault, std::string_view hint) noexcept {
    switch (fault) {
    case Secp256k1Fault::r_overflow:
    case Secp256k1Fault::s_overflow:
        return refuse(WA_REJECTED_SIGNATURE, "r or s of the signature is not below n");
    case Secp256k1Fault::s_high:
        return refuse(WA_REJECTED_SIGNATURE, "the signature has a high s");
    default:
        return refuse(WA_REJECTED_SIGNATURE, "secp256k1 signature does not match", hint);
    }
}

Secp256k1Result<Secp256k1Key> read_point(const Key &key) noexcept {
    std::array<std::uint8_t, 65> encoded{0x04};
    std::ranges::copy(key.bytes(), encoded.begin() + 1);
    return Secp256k1Key::parse(encoded, Rule::strict);
}

Result<void> verify_secp256k1(const Key &key, std::span<const std::uint8_t> signature,
                              Secp256k1Digest hash, Rule rule, std::string_view hint) noexcept {
    const auto stated = read_point(key);
    if (!stated) return refuse(WA_REJECTED_SIGNATURE, "public key is not on the curve");
    const int recovery_id = signature[64];
    if (recovery_id > 3) {
        return refuse(WA_REJECTED_SIGNATURE, "recovery id is ", recovery_id, ", expected 0 to 3");
    }
    const auto compact = signature.first<64>();
    if (auto good = secp256k1_verify(compact, hash, *stated, Rule::strict); !good) {
        return refuse_secp256k1(good.error(), hint);
    }
    if (rule == Rule::compat) return {};
    if (Secp256k1Key::recover(compact, hash, recovery_id, Rule::strict) != stated) {
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

bool is_on_curve(const Key &key) noexcept {
    return key.type != KeyType::secp256k1 || read_point(key).has_value();
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

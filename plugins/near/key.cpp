// SPDX-License-Identifier: Apache-2.0
#include "key.hpp"

#include "core/support/base58.hpp"
#include "core/support/base64.hpp"
#include "core/support/ed25519.hpp"
#include "core/support/hex.hpp"

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <algorithm>

namespace walletauth::near {
namespace {

constexpr std::string_view ed25519_prefix = "ed25519:";
constexpr std::string_view secp256k1_prefix = "secp256k1:";

bool has_prefix(std::string_view text, std::string_view lower) noexcept {
    return text.size() >= lower.size() &&
           std::ranges::equal(text.substr(0, lower.size()), lower, [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
           });
}

std::unexpected<Refusal> malformed_key(std::string_view text) noexcept {
    return refuse(WA_MALFORMED_PUBLIC_KEY, "public key is ", text,
                  ", expected ed25519: or secp256k1: and base58, or 64 hex digits");
}

Result<Key> decode_key(KeyType type, std::string_view digits, std::string_view text) {
    Key key;
    key.type = type;
    const std::size_t size = key.bytes().size();
    if (!decode_base58_into(digits, std::span{key.storage}.first(size))) return malformed_key(text);
    return key;
}

std::expected<void, Refusal> verify_secp256k1(const Key &key,
                                              std::span<const std::uint8_t> signature,
                                              std::span<const std::uint8_t, 32> hash,
                                              Reading reading) noexcept {
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
    // Verification refuses high-s, as nearcore does by the same library.
    if (secp256k1_ecdsa_signature_parse_compact(context, &parsed, signature.data()) != 1 ||
        secp256k1_ecdsa_verify(context, &parsed, hash.data(), &stated) != 1) {
        return refuse(WA_REJECTED_SIGNATURE, "secp256k1 signature does not match, or has a high s");
    }
    if (reading == Reading::nearcore) return {};
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
    if (has_prefix(text, ed25519_prefix)) {
        return decode_key(KeyType::ed25519, text.substr(ed25519_prefix.size()), text);
    }
    if (has_prefix(text, secp256k1_prefix)) {
        return decode_key(KeyType::secp256k1, text.substr(secp256k1_prefix.size()), text);
    }
    Key key;
    if (decode_hex_into(text, std::span{key.storage}.first(32))) return key;
    return decode_key(KeyType::ed25519, text, text);
}

std::string format_key(const Key &key) {
    const auto prefix = key.type == KeyType::ed25519 ? ed25519_prefix : secp256k1_prefix;
    return std::string{prefix} + encode_base58(key.bytes());
}

Result<std::vector<std::uint8_t>> parse_signature_text(std::string_view text) {
    std::vector<std::vector<std::uint8_t>> readings;
    const auto keep = [&](auto decoded) {
        if (decoded && (decoded->size() == 64 || decoded->size() == 65)) {
            readings.push_back(std::move(*decoded));
        }
    };
    auto digits = text;
    bool prefixed = false;
    for (const auto prefix : {ed25519_prefix, secp256k1_prefix}) {
        if (!has_prefix(text, prefix)) continue;
        digits.remove_prefix(prefix.size());
        prefixed = true;
    }
    keep(decode_base58(digits, base58_max_text(65)));
    if (!prefixed) {
        keep(decode_base64(text));
        keep(decode_hex(text));
    }
    if (readings.size() == 1) return std::move(readings.front());
    return refuse(WA_MALFORMED_SIGNATURE, "signature of ", text.size(), " characters reads as ",
                  readings.empty() ? "no" : "more than one",
                  " base64, base58 or hex of 64 or 65 bytes");
}

std::expected<void, Refusal> verify_signature(const Key &key,
                                              std::span<const std::uint8_t> signature,
                                              std::span<const std::uint8_t, 32> message,
                                              Reading reading) noexcept {
    const std::size_t expected = key.type == KeyType::ed25519 ? 64 : 65;
    if (signature.size() != expected) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", signature.size(),
                      " bytes, expected ", expected);
    }
    if (key.type == KeyType::secp256k1) return verify_secp256k1(key, signature, message, reading);
    const Ed25519Signature fixed{signature};
    const Ed25519Key fixed_key{key.bytes()};
    const bool good = reading == Reading::strict ? ed25519_verify_strict(fixed, message, fixed_key)
                                                 : ed25519_verify_compat(fixed, message, fixed_key);
    if (!good) return refuse(WA_REJECTED_SIGNATURE, "ed25519 signature does not match");
    return {};
}

} // namespace walletauth::near

// SPDX-License-Identifier: Apache-2.0
#include "key.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/hash/sha2.hpp>

#include <algorithm>

namespace walletauth::xrpl {
namespace {

bool is_layout(Secp256k1Fault fault) noexcept {
    return fault == Secp256k1Fault::der_size || fault == Secp256k1Fault::der_layout ||
           fault == Secp256k1Fault::der_negative || fault == Secp256k1Fault::der_padding;
}

std::string_view hint_of(std::size_t size) noexcept {
    if (size == 64) return ": 64 are r and s alone, or of Ed25519";
    if (size == 65) return ": 65 are r, s and v, as Ethereum has them";
    return "";
}

std::unexpected<Refusal> refuse_fault(Secp256k1Fault fault) noexcept {
    return refuse(WA_REJECTED_SIGNATURE, "secp256k1 signature: ", explain(fault));
}

Result<Signature> read_der(std::span<const std::uint8_t> bytes) noexcept {
    const auto pair = secp256k1_parse_der(bytes);
    if (pair) return *pair;
    if (!is_layout(pair.error())) return refuse_fault(pair.error());
    return refuse(WA_MALFORMED_SIGNATURE, "signature of ", bytes.size(),
                  " bytes is not DER: ", explain(pair.error()), hint_of(bytes.size()));
}

} // namespace

Result<Key> read_key(std::span<const std::uint8_t> bytes) noexcept {
    if (bytes.size() != key_size) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", bytes.size(),
                      " bytes, expected 33");
    }
    if (bytes[0] != 0x02 && bytes[0] != 0x03 && bytes[0] != 0xED) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key begins with the byte ", bytes[0],
                      ", expected hex 02 or 03 (secp256k1) or ED (Ed25519)");
    }
    Key key;
    std::ranges::copy(bytes, key.bytes.begin());
    return key;
}

Result<void> check_point(const Key &key) noexcept {
    if (key.is_ed25519() || Secp256k1Key::parse(key.bytes, Rule::strict)) return {};
    return refuse(WA_REJECTED_SIGNER, "public key is no point of the curve");
}

bool has_hash_prefix(std::span<const std::uint8_t> bytes) noexcept {
    return bytes.size() >= 4 && bytes[3] == 0 &&
           std::ranges::all_of(bytes.first(3), [](auto c) { return c >= 'A' && c <= 'Z'; });
}

Result<Signature> read_signature(const Key &key, std::span<const std::uint8_t> bytes) noexcept {
    if (!key.is_ed25519()) return read_der(bytes);
    Signature signature{};
    if (bytes.size() != signature.size()) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", bytes.size(),
                      " bytes, a key that begins with ED signs 64");
    }
    std::ranges::copy(bytes, signature.begin());
    return signature;
}

Hash256 sha512_half(HashPieces pieces) noexcept {
    const auto whole = sha512(pieces);
    Hash256 half{};
    std::copy_n(whole.begin(), half.size(), half.begin());
    return half;
}

Result<void> verify_signature(const Key &key, const Signature &signature,
                              std::span<const std::uint8_t> message) noexcept {
    if (key.is_ed25519()) {
        const Ed25519Key point{std::span{key.bytes}.last<32>()};
        if (ed25519_verify(signature, message, point, Rule::strict)) return {};
        return refuse(WA_REJECTED_SIGNATURE, "Ed25519 signature does not match");
    }
    const auto point = Secp256k1Key::parse(key.bytes, Rule::strict);
    if (!point) return check_point(key);
    const auto digest = sha512_half({message});
    if (auto good = secp256k1_verify(signature, digest, *point, Rule::strict); !good) {
        return refuse_fault(good.error());
    }
    return {};
}

} // namespace walletauth::xrpl

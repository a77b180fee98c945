// SPDX-License-Identifier: Apache-2.0
// Keys of the XRP Ledger and their signatures (xrpl.org, "Cryptographic Keys").
#pragma once

#include <walletauth/hash/digest.hpp>
#include <walletauth/interface.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace walletauth::xrpl {

inline constexpr std::size_t key_size = 33;
inline constexpr std::size_t max_signature_size = 72; ///< of DER; Ed25519 has 64

/// 02 or 03 and the x of a point of secp256k1, or ED and the 32 bytes of an Ed25519 key.
struct Key {
    std::array<std::uint8_t, key_size> bytes{};

    [[nodiscard]] bool is_ed25519() const noexcept { return bytes[0] == 0xED; }
};

/// Other sizes and other first bytes are WA_MALFORMED_PUBLIC_KEY. Whether there is such a point is
/// not looked at.
[[nodiscard]] Result<Key> read_key(std::span<const std::uint8_t> bytes) noexcept;

/// WA_REJECTED_SIGNER for an x without a point of secp256k1. Ed25519 keys are not looked at: their
/// accounts can be written down and paid to, whoever may sign for them.
[[nodiscard]] Result<void> check_point(const Key &key) noexcept;

/// Whatever rippled signs begins with three capitals and a zero: STX is a transaction, SMT one of
/// several signers, CLM a claim of a payment channel (rippled, HashPrefix.h).
[[nodiscard]] bool has_hash_prefix(std::span<const std::uint8_t> bytes) noexcept;

/// r and s, or the 64 bytes of Ed25519.
using Signature = std::array<std::uint8_t, 64>;

/// Strict DER under a key of secp256k1, 64 bytes under one of Ed25519: WA_MALFORMED_SIGNATURE. An r
/// or s of more than 32 bytes is WA_REJECTED_SIGNATURE.
[[nodiscard]] Result<Signature> read_signature(const Key &key,
                                               std::span<const std::uint8_t> bytes) noexcept;

/// The first 32 bytes of SHA-512 (xrpl.org, "SHA-512Half"); not SHA-512/256.
[[nodiscard]] Hash256 sha512_half(HashPieces pieces) noexcept;

/// Ed25519 over `message`, or ECDSA over its sha512_half. WA_REJECTED_SIGNATURE; WA_REJECTED_SIGNER
/// as check_point.
[[nodiscard]] Result<void> verify_signature(const Key &key, const Signature &signature,
                                            std::span<const std::uint8_t> message) noexcept;

} // namespace walletauth::xrpl

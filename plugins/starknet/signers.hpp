// SPDX-License-Identifier: Apache-2.0
// The signers that account contracts know, and one signature of each (argent-contracts-starknet,
// signer_signature.cairo).
#pragma once

#include "ecdsa.hpp"
#include "felt.hpp"
#include "felt_reader.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/interface.hpp>

#include <array>
#include <optional>
#include <vector>

namespace walletauth::starknet {

/// Numbered as Cairo's enum.
enum class SignerKind : std::uint8_t {
    starknet = 0,
    secp256k1 = 1, ///< by an Ethereum address, over the felt
    secp256r1 = 2,
    eip191 = 3, ///< by an Ethereum address, over the felt as an EIP-191 message
    webauthn = 4,
};

struct Signer {
    SignerKind kind = SignerKind::starknet;
    Felt key;                 ///< Stark key or Ethereum address; 0 for the others
    std::vector<Felt> fields; ///< of secp256r1 and webauthn, as Cairo serialises them

    friend bool operator==(const Signer &, const Signer &) = default;
};

/// The last 20 bytes of keccak256(x, y).
[[nodiscard]] Felt ethereum_address(const Secp256k1Key &key) noexcept;

/// What accounts store and sort by.
[[nodiscard]] Felt guid(const Signer &signer);

struct SignerSignature {
    static constexpr std::uint8_t unknown_parity = 2;
    static constexpr std::uint8_t bad_parity = 3; ///< none that a signer makes

    std::optional<Signer> signer;           ///< absent in the concise forms
    Felt r, s;                              ///< of the Stark curve
    std::array<std::uint8_t, 64> compact{}; ///< r and s, big-endian, of the other curves
    std::uint8_t parity = unknown_parity;   ///< of R.y
};

/// How Argent 0.4.0 serialised a WebAuthn signature, and how later releases do.
enum class WebauthnLayout : std::uint8_t { argent_0_4, argent_0_5 };

// These read Cairo's serialisation; what is bad shows in the reader.
[[nodiscard]] Signer read_signer(FeltReader &reader);
[[nodiscard]] SignerSignature read_signer_signature(FeltReader &reader, WebauthnLayout layout);
/// Two u256, low half first.
[[nodiscard]] std::array<std::uint8_t, 64> read_compact(FeltReader &reader) noexcept;

/// WA_REJECTED_SIGNATURE; WA_NEEDS_EVIDENCE for secp256r1 and webauthn, which are not verified
/// here.
[[nodiscard]] Result<void> verify_signer(const Signer &signer, const SignerSignature &signature,
                                         const Felt &hash, Rule rule) noexcept;

} // namespace walletauth::starknet

// SPDX-License-Identifier: Apache-2.0
/// Ed25519 verification (RFC 8032, section 5.1) by the two rules that chains need. PureEdDSA, no
/// context. Nothing allocates; safe from any thread.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/curve/rule.hpp>

#include <cstdint>
#include <span>

namespace walletauth {

using Ed25519Key = std::span<const std::uint8_t, 32>;
using Ed25519Signature = std::span<const std::uint8_t, 64>;

/// Verifies a signature over the message itself. Both rules want a canonical S.
/// strict: canonical A and R, no A or R of small order, cofactorless. What libsodium 1.0.18
/// accepts. ed25519-dalek's verify_strict also takes the 20 keys of large order whose y is written
/// as y + p.
///
/// compat: cofactorless with the encodings compared as bytes. What Go's crypto/ed25519 and
/// ed25519-dalek's verify accept.
[[nodiscard]] bool ed25519_verify(Ed25519Signature signature, std::span<const std::uint8_t> message,
                                  Ed25519Key key, Rule rule) noexcept;

enum class Ed25519Point : std::uint8_t {
    good,          ///< canonical, on the curve, not of small order
    not_canonical, ///< y >= p, or x = 0 with the sign bit set
    off_curve,
    small_order,
};
[[nodiscard]] Ed25519Point ed25519_classify(Ed25519Key key) noexcept;

} // namespace walletauth

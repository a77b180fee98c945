// SPDX-License-Identifier: Apache-2.0
// SEP-53: Ed25519 over SHA-256 of "Stellar Signed Message:\n" and the message.
#pragma once

#include <walletauth/hash/digest.hpp>
#include <walletauth/request/scheme_verifier.hpp>

#include <cstdint>
#include <span>

namespace walletauth::stellar {

/// What the key signs.
[[nodiscard]] Hash256 sep53_hash(std::span<const std::uint8_t> message) noexcept;

extern const SchemeVerifier sep53_verifier;

} // namespace walletauth::stellar

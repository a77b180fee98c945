// SPDX-License-Identifier: Apache-2.0
// EIP-191, version 0x45: what wallets sign as personal_sign.
#pragma once

#include <walletauth/hash/keccak.hpp>
#include <walletauth/request/scheme_verifier.hpp>

#include <span>
#include <string_view>

namespace walletauth::evm {

/// keccak256("\x19Ethereum Signed Message:\n", decimal byte length, message).
[[nodiscard]] Hash256 eip191_hash(std::span<const std::uint8_t> message) noexcept;

extern const SchemeVerifier eip191_verifier;

} // namespace walletauth::evm

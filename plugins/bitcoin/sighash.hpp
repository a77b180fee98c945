// SPDX-License-Identifier: Apache-2.0
// What a signature of BIP-322 is over: the transaction to_spend, which commits to the message and
// the address, and the digest of to_sign by each of Bitcoin's three rules.
#pragma once

#include "address.hpp"

#include <walletauth/hash/digest.hpp>

#include <cstdint>

namespace walletauth::bitcoin {

/// The fields of to_sign that a signer may choose. All else is fixed: one input, which spends
/// output 0 of to_spend; one output, of value 0 and the script OP_RETURN.
struct ToSign {
    Hash256 to_spend_id{};
    std::uint32_t version = 0;
    std::uint32_t sequence = 0;
    std::uint32_t lock_time = 0;
};

/// The message, tagged (BIP-322).
[[nodiscard]] Hash256 message_hash(std::span<const std::uint8_t> message) noexcept;
/// The id of to_spend, in the order of bytes that transactions have.
[[nodiscard]] Hash256 to_spend_id(const Hash256 &message_hash, const Script &script) noexcept;

/// SIGHASH_ALL before segwit: `script` is the output's.
[[nodiscard]] Hash256 legacy_sighash(const ToSign &to_sign, const Script &script) noexcept;
/// SIGHASH_ALL of BIP-143: `script` is that of P2PKH with the same hash.
[[nodiscard]] Hash256 segwit_sighash(const ToSign &to_sign, const Script &script) noexcept;
/// BIP-341, key path without an annex; `type` is 0 (SIGHASH_DEFAULT) or 1 (SIGHASH_ALL).
[[nodiscard]] Hash256 taproot_sighash(const ToSign &to_sign, const Script &script,
                                      std::uint8_t type) noexcept;

} // namespace walletauth::bitcoin

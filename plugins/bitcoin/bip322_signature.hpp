// SPDX-License-Identifier: Apache-2.0
// A signature of BIP-322 as bytes: the three letters of its variant, if it has any, and what its
// base64 spells.
#pragma once

#include "transaction.hpp"

#include <walletauth/interface.hpp>

#include <cstdint>
#include <span>

namespace walletauth::bitcoin {

enum class Variant : std::uint8_t {
    bare,   ///< a witness stack without a prefix, as all wallets wrote it before 2026
    simple, ///< "smp", and a witness stack
    full,   ///< "ful", and the transaction to_sign
    legacy, ///< 65 bytes of signmessage, of P2PKH alone
};

struct Bip322Signature {
    Variant variant = Variant::bare;
    Stack witness;                         ///< of bare and simple
    Transaction to_sign;                   ///< of full: exactly one input
    std::span<const std::uint8_t> compact; ///< of legacy
};

constexpr std::size_t prefix_size = 3;
/// "smp", "ful", "pof"; nothing where `bytes` begin with none.
[[nodiscard]] std::string_view prefix_of(std::string_view bytes) noexcept;

/// WA_UNSUPPORTED_OPERATION for proofs of funds and more inputs than one; WA_MALFORMED_SIGNATURE.
/// `of_key_hash`: the address is P2PKH. The parts point into `bytes`.
[[nodiscard]] Result<Bip322Signature> read_bip322(std::span<const std::uint8_t> bytes,
                                                  bool of_key_hash);

} // namespace walletauth::bitcoin

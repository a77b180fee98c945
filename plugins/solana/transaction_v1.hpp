// SPDX-License-Identifier: Apache-2.0
// Version 1 of transactions (SIMD-0385): another layout than legacy and version 0, where limits and
// fee stand in the header, and the signatures behind the message.
#pragma once

#include "transaction.hpp"

namespace walletauth::solana {

/// The first byte: the bit that tells versions from legacy, and 1.
constexpr std::uint8_t transaction_v1_prefix = 0x81;

/// The message at the front of `reader`, which is left before the signatures; with the limits of
/// the version alone (numbers of signatures, keys, instructions; the mask of limits and fee).
/// WA_MALFORMED_SIGNATURE.
[[nodiscard]] Result<TransactionMessage> read_v1_message(Reader &reader);

} // namespace walletauth::solana

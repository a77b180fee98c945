// SPDX-License-Identifier: Apache-2.0
// Whether a transaction has no other purpose than its memo.
#pragma once

#include "transaction.hpp"

namespace walletauth::solana {

/// The memo's bytes, if the transaction, signed by its fee payer alone, holds one memo and besides
/// it only what wallets add: a compute unit limit and price, once each, and Lighthouse assertions.
/// WA_REJECTED_POLICY for everything else. `message` is as parse_transaction gives it.
[[nodiscard]] Result<Bytes> memo_of(const TransactionMessage &message);

} // namespace walletauth::solana

// SPDX-License-Identifier: Apache-2.0
// Whose an account is by its deployment: its address is the hash of what it was deployed with.
#pragma once

#include "account_classes.hpp"
#include "statement.hpp"

#include <walletauth/interface.hpp>

namespace walletauth::starknet {

/// The owners that the account was deployed with. What the request leaves out is tried: the classes
/// of the table, the calldata that wallets use for the stated key, the key or the only owner as
/// salt. WA_NEEDS_EVIDENCE if no guess fits or nothing tells the owner; WA_REJECTED_SIGNER if all
/// is stated and gives another address.
[[nodiscard]] Result<AccountOwners> find_owners(const Statement &statement);

} // namespace walletauth::starknet

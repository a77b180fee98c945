// SPDX-License-Identifier: Apache-2.0
// The account classes whose constructor is known, and the owners that its calldata names.
#pragma once

#include "class_table.hpp"
#include "felt.hpp"
#include "signers.hpp"

#include <walletauth/interface.hpp>

#include <span>
#include <vector>

namespace walletauth::starknet {

struct AccountOwners {
    AccountKind kind = AccountKind::openzeppelin;
    std::vector<Signer> owners;
    std::vector<Signer> guardians; ///< at most one
    std::uint64_t threshold = 1;   ///< owners that must sign

    [[nodiscard]] bool has_owner(const Felt &stark_key) const;
};

/// What an account of the kind is right after its deployment; nothing for calldata that the
/// constructor does not take, all of it.
[[nodiscard]] std::optional<AccountOwners> construct(AccountKind kind,
                                                     std::span<const Felt> calldata);
/// The same for a class. WA_UNSUPPORTED_PARAMS outside the table; else WA_MALFORMED_PARAMS.
[[nodiscard]] Result<AccountOwners> parse_constructor(const Felt &class_hash,
                                                      std::span<const Felt> calldata);

/// The calldata that wallets deploy a class with for one Stark key and no guardian;
/// WA_UNSUPPORTED_PARAMS for a class outside the table or with more than one such calldata.
[[nodiscard]] Result<std::vector<Felt>> default_calldata(const Felt &class_hash, const Felt &key);

/// Every calldata that a kind may have been deployed with for one Stark key and no guardian: one
/// for each implementation of a proxy; none where a Stark key alone owns no such account.
[[nodiscard]] std::vector<std::vector<Felt>> possible_calldata(AccountKind kind, const Felt &key);

} // namespace walletauth::starknet

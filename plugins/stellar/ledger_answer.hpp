// SPDX-License-Identifier: Apache-2.0
// What a node of Stellar says of an account: the query, and its answer (stellar-rpc,
// getLedgerEntries).
#pragma once

#include "account_entry.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/request/evidence.hpp>

#include <optional>
#include <string>

namespace walletauth::stellar {

/// The canonical call. Nodes answer at their newest ledger: no block can be named.
[[nodiscard]] std::string account_query(const Key &account);

struct LedgerAnswer {
    std::optional<AccountEntry> entry;    ///< nothing: there is no such account
    InlineText<WA_BLOCK_CAPACITY> latest; ///< the ledger that it stands at, in decimal
};

/// WA_ERROR_EVIDENCE for whatever is no clear answer; the detail names the member.
[[nodiscard]] Result<LedgerAnswer> read_answer(const wa_evidence &evidence, const Key &account);

} // namespace walletauth::stellar

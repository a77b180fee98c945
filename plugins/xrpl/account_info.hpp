// SPDX-License-Identifier: Apache-2.0
// What a node says of an account's keys: the query, and the answers of rippled and Clio (xrpl.org,
// "account_info", API version 2).
#pragma once

#include <walletauth/interface.hpp>
#include <walletauth/request/evidence.hpp>

#include <string>
#include <string_view>

namespace walletauth::xrpl {

/// WA_MALFORMED_REQUEST for a block that names no ledger; an empty one is the last validated one.
[[nodiscard]] Result<void> check_block(std::string_view block) noexcept;

/// The canonical call, at `block` (a ledger's hash or index) or, if that is empty, at the last
/// validated ledger.
[[nodiscard]] std::string account_info_query(std::string_view account, std::string_view block);

struct AccountInfo {
    bool is_absent = false;
    bool master_disabled = false;
    std::string regular_key; ///< the address of another key that may sign; or empty
    StatedBlock block;
};

/// Reads what a node answered. Anything that is not a clear answer about this account in a
/// validated ledger, at the block that was asked, is WA_ERROR_EVIDENCE.
[[nodiscard]] Result<AccountInfo> read_account_info(const wa_evidence &evidence,
                                                    std::string_view account,
                                                    std::string_view asked_block);

} // namespace walletauth::xrpl

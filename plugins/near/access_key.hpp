// SPDX-License-Identifier: Apache-2.0
// What a NEAR node says of a key and an account: the queries, and the answers old and new.
#pragma once

#include "key.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/request/evidence.hpp>

#include <string>
#include <string_view>

namespace walletauth::near {

/// Canonical JSON-RPC calls (NEAR RPC, "query"), at `block` (hash or height) or, if that is empty,
/// at finality `final`.
[[nodiscard]] std::string view_access_key_query(std::string_view account, const Key &key,
                                                std::string_view block);
[[nodiscard]] std::string view_account_query(std::string_view account, std::string_view block);

enum class State : std::uint8_t {
    full_access,   ///< a gas key with full access, too
    function_call, ///< a key held by an application, not by the owner; a gas key of the kind, too
    key_absent,
    account_absent,
    account_exists,
};

struct StateAnswer {
    State state = State::key_absent;
    StatedBlock block;
};

/// Reads what a node answered to view_access_key or view_account. Anything that is not a clear
/// answer, or stands at another block than asked, is WA_ERROR_EVIDENCE; the detail names the member
/// that is unknown.
[[nodiscard]] Result<StateAnswer> read_state(const wa_evidence &evidence,
                                             std::string_view asked_block);

} // namespace walletauth::near

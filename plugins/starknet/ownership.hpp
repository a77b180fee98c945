// SPDX-License-Identifier: Apache-2.0
// Whether a signature speaks for the claimed account.
#pragma once

#include "statement.hpp"

#include <walletauth/interface.hpp>

namespace walletauth::starknet {

/// The proof, a refusal, or WA_NEEDS_EVIDENCE.
[[nodiscard]] Result<Proof> prove_ownership(const wa_request &request, const Statement &statement);

} // namespace walletauth::starknet

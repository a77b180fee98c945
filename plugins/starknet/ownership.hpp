// SPDX-License-Identifier: Apache-2.0
// Whether a signature speaks for the claimed account.
#pragma once

#include "account_params.hpp"
#include "ecdsa.hpp"
#include "felt.hpp"

#include <walletauth/interface.hpp>

#include <optional>
#include <vector>

namespace walletauth::starknet {

/// What a request says, read.
struct Statement {
    Felt account;
    Felt hash; ///< of the message for this account
    std::vector<Felt> signature;
    std::optional<Felt> key; ///< the request's public key
    AccountParams params;
    EcdsaRules rules = EcdsaRules::starkware;
};

/// The proof, a refusal, or WA_NEEDS_EVIDENCE.
[[nodiscard]] Result<Proof> prove_ownership(const wa_request &request, const Statement &statement);

} // namespace walletauth::starknet

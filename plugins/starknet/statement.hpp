// SPDX-License-Identifier: Apache-2.0
// What a request says of an account, read.
#pragma once

#include "account_params.hpp"
#include "ecdsa.hpp"
#include "felt.hpp"

#include <optional>
#include <vector>

namespace walletauth::starknet {

struct Statement {
    Felt account;
    Felt hash; ///< of the message for this account
    std::vector<Felt> signature;
    std::optional<Felt> key; ///< the request's public key
    AccountParams params;
    Rule rule = Rule::strict;
};

} // namespace walletauth::starknet

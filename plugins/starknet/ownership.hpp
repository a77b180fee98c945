// SPDX-License-Identifier: Apache-2.0
// Whether a signature speaks for the claimed account.
#pragma once

#include "ecdsa.hpp"
#include "felt.hpp"

#include <walletauth/interface.hpp>

#include <optional>
#include <span>

namespace walletauth::starknet {

/// The proof, a refusal, or WA_NEEDS_EVIDENCE. `hash` is the message's for this account; `key` is
/// the request's public key.
[[nodiscard]] Result<Proof> prove_ownership(const wa_request &request, const Felt &account,
                                            const Felt &hash, std::span<const Felt> signature,
                                            const std::optional<Felt> &key, EcdsaRules rules);

} // namespace walletauth::starknet

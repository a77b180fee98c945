// SPDX-License-Identifier: Apache-2.0
// Whether a key that has signed speaks for the claimed account.
#pragma once

#include "account.hpp"

#include <walletauth/interface.hpp>

namespace walletauth::stellar {

/// What of the evidence is malformed, before anything is rejected. `account` is the claimed one's
/// key.
[[nodiscard]] Result<void> check_evidence(const wa_request &request, const Key &account);

/// WA_REJECTED_SIGNER if the key is not the account's and the chain is not heard either.
[[nodiscard]] Result<void> check_derived(const wa_request &request, const Key &key,
                                         const Key &account);

/// The proof, a refusal, or WA_NEEDS_EVIDENCE. The signature is known to be good.
[[nodiscard]] Result<Proof> prove_ownership(const wa_request &request, const Key &key,
                                            const Key &account);

} // namespace walletauth::stellar

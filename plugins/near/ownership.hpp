// SPDX-License-Identifier: Apache-2.0
// Whether a key that has signed speaks for the claimed account (NEP-641).
#pragma once

#include "key.hpp"

#include <walletauth/interface.hpp>

#include <string>
#include <vector>

namespace walletauth::near {

/// WA_UNSUPPORTED_EVIDENCE if only chain state could tell, which neither is accepted nor was given.
/// It comes before all that is wrong with message and signature (docs/abi.md, precedence).
[[nodiscard]] Result<void> check_provable(const wa_request &request, const Key &key,
                                          std::string_view claim);

/// The proof, a refusal, or WA_NEEDS_EVIDENCE. `claim` is a well-formed account id.
[[nodiscard]] Result<Proof> prove_ownership(const wa_request &request, const Key &key,
                                            std::string_view claim);

/// The queries of a request that prove_ownership answered WA_NEEDS_EVIDENCE.
[[nodiscard]] std::vector<std::string> ownership_queries(const wa_request &request, const Key &key,
                                                         std::string_view claim);

} // namespace walletauth::near

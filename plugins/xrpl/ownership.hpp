// SPDX-License-Identifier: Apache-2.0
// Whether a key that has signed speaks for the claimed account: it derives it, or the ledger says
// so (xrpl.org, "Regular Keys", "AccountSet": asfDisableMaster).
#pragma once

#include "key.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/request/evidence.hpp>

#include <string>
#include <vector>

namespace walletauth::xrpl {

/// Who is said to have signed, and the one question about it.
struct Ownership {
    std::string claim;   ///< classic address
    std::string derived; ///< the key's own
    Question question;
    OtherEvidence other;
};

[[nodiscard]] Ownership ownership_of(const wa_request &request, const Key &key, std::string claim);

/// WA_UNSUPPORTED_EVIDENCE where neither derivation nor chain state may prove anything;
/// WA_MALFORMED_REQUEST for a block that names no ledger.
[[nodiscard]] Result<void> check_accept(const wa_request &request) noexcept;

/// WA_MALFORMED_EVIDENCE for what was not asked.
[[nodiscard]] Result<void> check_evidence(const Ownership &ownership) noexcept;

/// WA_REJECTED_SIGNER where the key derives another account, and nobody may say otherwise.
[[nodiscard]] Result<void> check_derived(const wa_request &request,
                                         const Ownership &ownership) noexcept;

/// The proof of a key whose signature is good, a refusal, or WA_NEEDS_EVIDENCE.
[[nodiscard]] Result<Proof> prove_ownership(const wa_request &request, const Key &key,
                                            const Ownership &ownership);

} // namespace walletauth::xrpl

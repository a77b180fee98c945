// SPDX-License-Identifier: Apache-2.0
// The signatures that account contracts take (argent-contracts-starknet, braavos-account-cairo,
// OpenZeppelin cairo-contracts: is_valid_signature), and whether one is by an account's owners.
#pragma once

#include "account_classes.hpp"

#include <walletauth/interface.hpp>

#include <span>
#include <vector>

namespace walletauth::starknet {

struct AccountSignature {
    AccountKind kind = AccountKind::openzeppelin;
    bool is_concise = false; ///< names no signers
    std::vector<SignerSignature>
        signatures; ///< none for AccountKind::moa, whose parts sign other hashes
};

/// The signature as accounts of the kind read it, all of it; else WA_MALFORMED_SIGNATURE.
[[nodiscard]] Result<AccountSignature> parse_account_signature(AccountKind kind,
                                                               std::span<const Felt> felts);

/// Every reading of a signature for an account whose kind nobody states; none of a form that no
/// known class has.
[[nodiscard]] std::vector<AccountSignature> parse_any_signature(std::span<const Felt> felts);

/// What a Braavos account deploys itself with: [r, s, implementation, 9 felts, chain id, r, s]. It
/// signs a transaction.
[[nodiscard]] bool is_braavos_deployment(std::span<const Felt> felts,
                                         const Felt &chain_id) noexcept;

/// Whether these owners have signed: WA_REJECTED_SIGNATURE, WA_REJECTED_SIGNER, or
/// WA_NEEDS_EVIDENCE where only a signature that is not verified here is left open.
[[nodiscard]] Result<void> satisfy(const AccountOwners &owners, const AccountSignature &signature,
                                   const Felt &hash, Rule rule);

/// Whether a part of one of the readings verifies with this Stark key: the first that can be its
/// own, as no account takes one signer twice; in the concise form the owner's part.
[[nodiscard]] bool is_signed_by(std::span<const AccountSignature> readings, const Felt &key,
                                const Felt &hash, Rule rule);

} // namespace walletauth::starknet

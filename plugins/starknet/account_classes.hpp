// SPDX-License-Identifier: Apache-2.0
// The account classes whose constructor is known, and the owners that its calldata names.
#pragma once

#include "felt.hpp"
#include "signers.hpp"

#include <walletauth/interface.hpp>

#include <optional>
#include <span>
#include <vector>

namespace walletauth::starknet {

/// Accounts with one constructor and one form of signatures.
enum class Family : std::uint8_t {
    openzeppelin, ///< and all others whose constructor takes a key and that check [r, s]
    eth_account,  ///< OpenZeppelin's EthAccount
    argent_0_2,   ///< behind a proxy
    argent_0_3,
    argent_0_4,
    argent_0_5,
    multisig_0_1,
    multisig_0_2,
    braavos_legacy, ///< behind a proxy
    braavos,
    moa, ///< multi-owner account of Braavos; its constructor is not known here
};

/// Of a class in the table.
[[nodiscard]] std::optional<Family> family_of(const Felt &class_hash) noexcept;
/// Whether a class in the table is a Cairo 0 class, so one that may answer 1 for VALID.
[[nodiscard]] bool is_cairo_0(const Felt &class_hash) noexcept;

struct AccountOwners {
    Family family = Family::openzeppelin;
    std::vector<Signer> owners;
    std::vector<Signer> guardians; ///< at most one
    std::uint64_t threshold = 1;   ///< owners that must sign

    [[nodiscard]] bool has_owner(const Felt &stark_key) const;
};

/// What an account is right after its deployment. WA_UNSUPPORTED_PARAMS for a class outside the
/// table; WA_MALFORMED_PARAMS for calldata that the constructor does not take, all of it.
[[nodiscard]] Result<AccountOwners> parse_constructor(const Felt &class_hash,
                                                      std::span<const Felt> calldata);

/// The calldata that wallets deploy a class with for one Stark key and no guardian;
/// WA_UNSUPPORTED_PARAMS for a class outside the table or with more than one such calldata.
[[nodiscard]] Result<std::vector<Felt>> default_calldata(const Felt &class_hash, const Felt &key);

} // namespace walletauth::starknet

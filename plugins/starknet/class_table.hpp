// SPDX-License-Identifier: Apache-2.0
// The account classes that are known by their hash. Sources: plugins/starknet/snip12.md.
#pragma once

#include "felt.hpp"

#include <optional>
#include <span>

namespace walletauth::starknet {

/// Accounts with one constructor and one form of signatures.
enum class AccountKind : std::uint8_t {
    openzeppelin, ///< and all others whose constructor takes a key and that check [r, s]
    eth_account,  ///< OpenZeppelin's EthAccount
    argent_0_2,   ///< behind a proxy
    paradex,      ///< behind a proxy of its own
    argent_0_3,
    argent_0_4,
    argent_0_5,
    multisig_0_1,
    multisig_0_2,
    braavos_legacy, ///< behind a proxy
    braavos,
    moa, ///< multi-owner account of Braavos; its constructor is not known here
};

struct AccountClass {
    Felt hash;
    AccountKind kind = AccountKind::openzeppelin;
    bool is_cairo_0 = false;
};

/// The whole table.
[[nodiscard]] std::span<const AccountClass> listed_classes() noexcept;
/// What the proxies of a kind may stand for, the usual one first; nothing for other kinds. Any
/// other code behind a proxy could have other owners.
[[nodiscard]] std::span<const Felt> implementations_of(AccountKind kind) noexcept;

/// Of a class in the table.
[[nodiscard]] std::optional<AccountKind> kind_of(const Felt &class_hash) noexcept;
/// Whether a class in the table is a Cairo 0 class, so one that may answer 1 for VALID.
[[nodiscard]] bool is_cairo_0(const Felt &class_hash) noexcept;

} // namespace walletauth::starknet

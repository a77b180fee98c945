// SPDX-License-Identifier: Apache-2.0
// An account as the ledger has it: the XDR of Stellar-ledger-entries.x (RFC 4506).
#pragma once

#include "account.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace walletauth::stellar {

inline constexpr std::size_t max_signers = 20;

struct Signer {
    Key key{};
    std::uint32_t weight = 0;
};

/// Who may sign for an account, and with which weight.
struct AccountEntry {
    Key master{};
    std::uint8_t master_weight = 0;
    std::array<std::uint8_t, 3> thresholds{};  ///< low, medium, high
    std::array<Signer, max_signers> signers{}; ///< those that are Ed25519 keys
    std::size_t signer_count = 0;

    /// 0: the key may not sign. Others than Ed25519 keys sign no message.
    [[nodiscard]] std::uint32_t weight_of(const Key &key) const noexcept;
};

/// Reads the XDR of a LedgerEntryData that is an account, to its last byte; nothing for other
/// bytes.
[[nodiscard]] std::optional<AccountEntry> read_account_entry(
    std::span<const std::uint8_t> xdr) noexcept;

/// The XDR of the LedgerKey of an account: 40 bytes.
[[nodiscard]] std::array<std::uint8_t, 8 + key_size> account_ledger_key(const Key &key) noexcept;

} // namespace walletauth::stellar

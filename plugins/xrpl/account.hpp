// SPDX-License-Identifier: Apache-2.0
// Accounts of the XRP Ledger: classic addresses, and X-addresses as a spelling of them (XLS-5).
#pragma once

#include <walletauth/hash/digest.hpp>
#include <walletauth/interface.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace walletauth::xrpl {

/// 20 bytes: hash160 of a key's 33 bytes, the ED of an Ed25519 key included.
using AccountId = Hash160;

/// The network id of `xrpl:<id>`: a decimal number of 32 bits without leading zeros. Any other
/// chain is WA_UNSUPPORTED_CHAIN.
[[nodiscard]] Result<std::uint32_t> network_of(std::string_view chain) noexcept;

/// The classic address, r...
[[nodiscard]] std::string classic_address(const AccountId &id);
/// The same of a key's 33 bytes.
[[nodiscard]] std::string address_of_key(std::span<const std::uint8_t> key);

/// A classic address, or an X-address without tag of this network; WA_MALFORMED_ACCOUNT.
[[nodiscard]] Result<AccountId> read_account(std::string_view text, std::uint32_t network);

/// Accounts of the namespace xrpl. The canonical one is the classic address.
class Accounts final : public AddressDeriver {
  public:
    [[nodiscard]] Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const override;
    [[nodiscard]] Result<std::string> normalize_account(std::string_view chain,
                                                        std::string_view account) const override;
};

} // namespace walletauth::xrpl

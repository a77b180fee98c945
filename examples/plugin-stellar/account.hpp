// SPDX-License-Identifier: Apache-2.0
// Stellar accounts: the StrKey of the account's master key.
#pragma once

#include "strkey.hpp"

#include <walletauth/interface.hpp>

namespace stellar {

inline constexpr wa_text chains[] = {walletauth::text_of("stellar")};

// The namespace has two networks, pubnet and testnet (CASA namespaces, stellar/caip2); others are
// WA_UNSUPPORTED_CHAIN.
[[nodiscard]] std::expected<void, walletauth::Refusal> check_chain(std::string_view chain);

class Accounts final : public walletauth::AddressDeriver {
  public:
    [[nodiscard]] walletauth::Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const override;
    [[nodiscard]] walletauth::Result<std::string> normalize_account(
        std::string_view chain, std::string_view account) const override;
};

// The key of an account, or why it is none: `status` with the reason.
[[nodiscard]] walletauth::Result<Key> read_strkey(std::uint32_t status, std::string_view text);

} // namespace stellar

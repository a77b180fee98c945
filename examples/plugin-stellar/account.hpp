// SPDX-License-Identifier: Apache-2.0
// Stellar accounts: the StrKey (SEP-23) of the account's master key, "G" and 55 more digits.
#pragma once

#include <walletauth/interface.hpp>

#include <array>

namespace stellar {

inline constexpr std::size_t key_size = 32;
inline constexpr std::size_t strkey_size = 56;
inline constexpr wa_text chains[] = {walletauth::text_of("stellar")};

using Key = std::array<std::uint8_t, key_size>;

// The namespace has two networks, pubnet and testnet (CASA namespaces, stellar/caip2); others are
// WA_UNSUPPORTED_CHAIN.
[[nodiscard]] walletauth::Result<void> check_chain(std::string_view chain);

// The key of an account, or why it is none: `status` with the reason. It has one spelling.
[[nodiscard]] walletauth::Result<Key> read_strkey(std::uint32_t status, std::string_view text);

[[nodiscard]] std::string encode_strkey(std::span<const std::uint8_t, key_size> key);

class Accounts final : public walletauth::AddressDeriver {
  public:
    [[nodiscard]] walletauth::Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const override;
    [[nodiscard]] walletauth::Result<std::string> normalize_account(
        std::string_view chain, std::string_view account) const override;
};

} // namespace stellar

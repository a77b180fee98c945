// SPDX-License-Identifier: Apache-2.0
// Stellar accounts: the StrKey (SEP-23) of the account's master key, "G" and 55 more digits.
#pragma once

#include <walletauth/interface.hpp>

#include <array>
#include <string>

namespace walletauth::stellar {

inline constexpr std::size_t key_size = 32;
inline constexpr std::size_t strkey_size = 56;

using Key = std::array<std::uint8_t, key_size>;

/// CASA's namespace has two networks, pubnet and testnet; others are WA_UNSUPPORTED_CHAIN.
[[nodiscard]] Result<void> check_chain(std::string_view chain) noexcept;

/// The key of an account, or `status` with what the text is instead, and what to send. A key has
/// one spelling.
[[nodiscard]] Result<Key> read_strkey(std::uint32_t status, std::string_view text);

[[nodiscard]] std::string format_strkey(std::span<const std::uint8_t, key_size> key);

/// The key that bytes of a request are: the key itself, or kwil's compact id, which is the
/// account's text. WA_MALFORMED_PUBLIC_KEY.
[[nodiscard]] Result<Key> read_key(std::span<const std::uint8_t> bytes);

class Accounts final : public AddressDeriver {
  public:
    [[nodiscard]] Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const override;
    [[nodiscard]] Result<std::string> normalize_account(std::string_view chain,
                                                        std::string_view account) const override;
};

} // namespace walletauth::stellar

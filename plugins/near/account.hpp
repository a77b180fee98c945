// SPDX-License-Identifier: Apache-2.0
// NEAR account ids (near-account-id 2.x; nomicon, "Account ID Rules").
#pragma once

#include "key.hpp"

#include <walletauth/interface.hpp>

#include <string>
#include <string_view>

namespace walletauth::near {

enum class AccountKind : std::uint8_t {
    named,
    implicit,      ///< 64 lower-case hex digits: an ed25519 key
    eth_implicit,  ///< 0x and 40: a secp256k1 key's address (NEP-518)
    deterministic, ///< 0s and 40: derived from no key, but it may have keys (NEP-616)
};

/// 2 to 64 bytes of the protocol's grammar: parts of [a-z0-9], joined by one of - _ or by dots.
[[nodiscard]] bool is_account_id(std::string_view id) noexcept;
/// Any other text is WA_MALFORMED_ACCOUNT.
[[nodiscard]] Result<void> check_account_id(std::string_view id) noexcept;
/// The kind of a well-formed id.
[[nodiscard]] AccountKind kind_of(std::string_view id) noexcept;

/// The id that follows from a key alone.
[[nodiscard]] std::string derived_account(const Key &key);

/// `near:mainnet` and `near:testnet`; others are WA_UNSUPPORTED_CHAIN.
[[nodiscard]] Result<void> check_chain(std::string_view chain) noexcept;

/// Accounts of the namespace near. Ids have one spelling: upper case is no id.
class Accounts final : public AddressDeriver {
  public:
    [[nodiscard]] Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const override;
    [[nodiscard]] Result<std::string> normalize_account(std::string_view chain,
                                                        std::string_view account) const override;
};

} // namespace walletauth::near

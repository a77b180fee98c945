// SPDX-License-Identifier: Apache-2.0
// Ethereum addresses: 20 bytes, spelled with the checksum of EIP-55.
#pragma once

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/interface.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace walletauth::evm {

using Address = std::array<std::uint8_t, 20>;

/// Reads 0x and 40 hex digits: all lower, all upper, or with the right EIP-55 checksum; on the
/// chains eip155:30 and eip155:31 (Rootstock) also with their own of EIP-1191.
[[nodiscard]] Result<Address> parse_address(std::string_view text, std::string_view chain) noexcept;

/// The EIP-55 spelling, 42 characters.
[[nodiscard]] InlineText<WA_ACCOUNT_CAPACITY> format_address(const Address &address) noexcept;

/// The EIP-55 spelling of what parse_address reads.
[[nodiscard]] Result<InlineText<WA_ACCOUNT_CAPACITY>> normalize_address(
    std::string_view text, std::string_view chain) noexcept;

/// Reads that one spelling alone.
[[nodiscard]] Result<Address> parse_canonical_address(std::string_view text) noexcept;

/// The last 20 bytes of keccak256(x, y).
[[nodiscard]] Address address_of(const Secp256k1Key &key) noexcept;

/// A key of 33 or 65 bytes (SEC 1); off the curve: WA_REJECTED_SIGNER.
[[nodiscard]] Result<Secp256k1Key> read_key(std::span<const std::uint8_t> bytes) noexcept;

/// `eip155:` and a decimal number without leading zeros, of at most 32 digits; any other spelling
/// is WA_UNSUPPORTED_CHAIN.
[[nodiscard]] Result<void> check_chain(std::string_view chain) noexcept;

/// Accounts of the namespace eip155.
class Accounts final : public AddressDeriver {
  public:
    [[nodiscard]] Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const override;
    [[nodiscard]] Result<std::string> normalize_account(std::string_view chain,
                                                        std::string_view account) const override;
};

} // namespace walletauth::evm

// SPDX-License-Identifier: Apache-2.0
// Starknet addresses: their text, their checksums (SNIP-23), and how they follow from a deployment
// (docs.starknet.io, "Contract address").
#pragma once

#include "felt.hpp"

#include <walletauth/interface.hpp>

#include <span>
#include <string>
#include <string_view>

namespace walletauth::starknet {

/// `0x` and 1 to 64 hex digits, 0 < address < 2^251 - 256. Mixed case must be a checksum: that of
/// starknet.js, over the shortest bytes, or that of SNIP-23, over 32. Else WA_MALFORMED_ACCOUNT.
[[nodiscard]] Result<Felt> parse_address(std::string_view text);
/// Whether parse_address reads it; faster where it is canonical.
[[nodiscard]] bool is_address(std::string_view text);

/// The chain id that a CAIP-2 id such as `starknet:SN_MAIN` names. Hex references and whatever is
/// no short string are WA_UNSUPPORTED_CHAIN.
[[nodiscard]] Result<Felt> chain_id(std::string_view chain) noexcept;
/// A chain id as wallets write it: SN_MAIN, or hex where that is no text.
[[nodiscard]] std::string chain_text(const Felt &chain_id);
[[nodiscard]] Result<void> check_chain(std::string_view chain) noexcept;

/// What the addresses of one deployer and salt have in common.
class AddressHash {
  public:
    AddressHash(const Felt &salt, const Felt &deployer) noexcept;
    /// `calldata_hash` is pedersen_array() of the constructor's calldata.
    [[nodiscard]] Felt address(const Felt &class_hash, const Felt &calldata_hash) const noexcept;

  private:
    Felt begun_;
};

/// The address that a deployment gets.
[[nodiscard]] Felt contract_address(const Felt &class_hash, const Felt &salt,
                                    std::span<const Felt> calldata, const Felt &deployer) noexcept;

/// Accounts of the namespace starknet; the canonical text has 64 lower-case digits.
class Accounts final : public AddressDeriver {
  public:
    [[nodiscard]] Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const override;
    [[nodiscard]] Result<std::string> normalize_account(std::string_view chain,
                                                        std::string_view account) const override;
};

} // namespace walletauth::starknet

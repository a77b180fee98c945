// SPDX-License-Identifier: Apache-2.0
// The wrappers around a contract account's signature: ERC-6492, and ERC-8010 that is not read.
#pragma once

#include "address.hpp"

#include <walletauth/interface.hpp>

#include <cstdint>
#include <span>

namespace walletauth::evm {

/// What an ERC-6492 signature says of an account that may not be deployed yet. Spans are of the
/// signature that was read.
struct Wrapper {
    Address factory{};
    std::span<const std::uint8_t> factory_data; ///< calldata that makes the factory deploy
    std::span<const std::uint8_t> signature;    ///< what the account is asked about; may be empty
};

/// More than 32 bytes, the last 32 of which are 6492 sixteen times (ERC-6492, "Signer side").
[[nodiscard]] bool is_erc6492(std::span<const std::uint8_t> signature) noexcept;

/// More than 32 bytes, the last 32 of which are 8010 (viem, ox) or 7702 (the draft's text) sixteen
/// times.
[[nodiscard]] bool is_erc8010(std::span<const std::uint8_t> signature) noexcept;

/// The one spelling that abi.encode(address, bytes, bytes) has, before the suffix: offsets,
/// sizes and padding as an encoder writes them, nothing behind them, and no wrapper inside of the
/// wrapper. Anything else, and a signature that is_erc6492 does not hold of, is
/// WA_MALFORMED_SIGNATURE. Linear in the signature.
[[nodiscard]] Result<Wrapper> read_erc6492(std::span<const std::uint8_t> signature) noexcept;

} // namespace walletauth::evm

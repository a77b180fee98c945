// SPDX-License-Identifier: Apache-2.0
// The notations in which wallets and SDKs hand a signature out.
#pragma once

#include "felt.hpp"

#include <walletauth/interface.hpp>

#include <string_view>
#include <vector>

namespace walletauth::starknet {

/// Of a multisig whose signers all use WebAuthn: some hundred felts each.
inline constexpr std::size_t max_signature_felts = 1024;

/// A JSON array of felts; an object of `r`, `s` and perhaps `recovery`; felts with commas between
/// them. WA_MALFORMED_SIGNATURE says which character or member does not belong.
[[nodiscard]] Result<std::vector<Felt>> parse_signature_text(std::string_view text);

} // namespace walletauth::starknet

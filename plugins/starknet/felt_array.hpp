// SPDX-License-Identifier: Apache-2.0
// JSON arrays of felts: signatures as wallets return them, and constructor calldata.
#pragma once

#include "felt.hpp"

#include <walletauth/interface.hpp>

#include <string_view>
#include <vector>

namespace walletauth::starknet {

/// A JSON array of texts, each `0x` and hex below p. Otherwise `status`, with `name` and the index
/// in the detail.
[[nodiscard]] Result<std::vector<Felt>> parse_felts(std::string_view json, std::uint32_t status,
                                                    std::string_view name);

} // namespace walletauth::starknet

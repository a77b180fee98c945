// SPDX-License-Identifier: Apache-2.0
// JSON arrays of felts: constructor calldata, and signatures as most wallets return them.
#pragma once

#include "felt.hpp"

#include <walletauth/interface.hpp>

#include <string_view>
#include <vector>

namespace walletauth::starknet {

/// A JSON array of texts, each a felt (felt_text.hpp). Otherwise `status`, with `name`, the index
/// and what is wrong in the detail.
[[nodiscard]] Result<std::vector<Felt>> parse_felts(std::string_view json, std::uint32_t status,
                                                    std::string_view name);

} // namespace walletauth::starknet

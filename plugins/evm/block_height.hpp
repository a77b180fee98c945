// SPDX-License-Identifier: Apache-2.0
// Where a contract does not see the height of its own chain.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace walletauth::evm {

/// Chains of Arbitrum: NUMBER within a call is Ethereum's height (docs.arbitrum.io, "Block numbers
/// and time"). Other chains of its kind are not known here. There a block is named by its hash, and
/// the operator of a resolver says shows_height = false.
[[nodiscard]] inline bool shows_own_height(std::string_view reference) noexcept {
    constexpr std::array<std::string_view, 4> arbitrum{"42161", "42170", "421614", "421613"};
    return std::ranges::find(arbitrum, reference) == arbitrum.end();
}

} // namespace walletauth::evm

// SPDX-License-Identifier: Apache-2.0
// Known answers, asked before the plugin is used.
#pragma once

#include <walletauth/interface.hpp>

#include <expected>

namespace walletauth::solana {

/// WA_ERROR_INTERNAL with the name of the failed case.
[[nodiscard]] Result<void> self_test();

} // namespace walletauth::solana

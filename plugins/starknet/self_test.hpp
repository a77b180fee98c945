// SPDX-License-Identifier: Apache-2.0
// Known answers, run when the plugin is loaded.
#pragma once

#include <walletauth/interface.hpp>

namespace walletauth::starknet {

[[nodiscard]] Result<void> self_test();

} // namespace walletauth::starknet

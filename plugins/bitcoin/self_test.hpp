// SPDX-License-Identifier: Apache-2.0
// Known answers, asked whenever a host loads the plugin.
#pragma once

#include <walletauth/interface.hpp>

namespace walletauth::bitcoin {

/// WA_ERROR_INTERNAL with the name of the failed case.
[[nodiscard]] Result<void> self_test();

} // namespace walletauth::bitcoin

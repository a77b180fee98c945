// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <walletauth/interface.hpp>

namespace walletauth::stellar {

/// Known answers, asked whenever a host loads the plugin.
[[nodiscard]] Result<void> self_test();

} // namespace walletauth::stellar

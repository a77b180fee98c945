// SPDX-License-Identifier: Apache-2.0
// Known answers, run whenever a host loads the plugin.
#pragma once

#include <walletauth/interface.hpp>

namespace stellar {

[[nodiscard]] walletauth::Result<void> self_test();

} // namespace stellar

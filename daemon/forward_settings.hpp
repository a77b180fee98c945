// SPDX-License-Identifier: Apache-2.0
// [[forward]] of walletauthd.toml. Internal.
#pragma once

#include "settings.hpp"

namespace walletauth::daemon {

/// Reads the sites that proxies guard. The issuer and the clients are read before.
void read_forward(SettingsReader &top, Settings &to);

} // namespace walletauth::daemon

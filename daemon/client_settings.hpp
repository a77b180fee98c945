// SPDX-License-Identifier: Apache-2.0
// [sign_in] and [[client]] of walletauthd.toml. Internal.
#pragma once

#include "origin.hpp"
#include "settings.hpp"

namespace walletauth::daemon {

/// Reads the clients, at least one. The issuer's text is read before; `issuer` is its origin.
void read_clients(SettingsReader &top, const Origin &issuer, Settings &to);

} // namespace walletauth::daemon

// SPDX-License-Identifier: Apache-2.0
// The toy plugin for tests in C.
#include "toy_plugin.hpp"

extern "C" const wa_plugin *walletauth_plugin_v0_toy(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_toy(void) noexcept { return toy::entry(); }

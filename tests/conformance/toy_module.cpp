// SPDX-License-Identifier: Apache-2.0
// The toy plugin as a module.
#include "toy_plugin.hpp"

WA_PLUGIN_NOTE("toy");
extern "C" WA_EXPORT const wa_plugin *walletauth_plugin_v0(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0(void) noexcept { return toy::entry(); }

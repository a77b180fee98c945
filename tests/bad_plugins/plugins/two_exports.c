/* SPDX-License-Identifier: Apache-2.0 */
/* Exports a second symbol. */
#define ENTRY                                                                                      \
    WA_EXPORT const wa_plugin *walletauth_plugin_v0(void) { return &table; }                       \
    WA_EXPORT int helper(void) { return 1; }
#include "base.h"

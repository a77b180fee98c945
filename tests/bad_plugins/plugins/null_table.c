/* SPDX-License-Identifier: Apache-2.0 */
/* Its entry returns NULL. */
#define ENTRY                                                                                      \
    WA_EXPORT const wa_plugin *walletauth_plugin_v0(void) { return table.reserved ? &table : NULL; }
#include "base.h"

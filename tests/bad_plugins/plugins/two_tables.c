/* SPDX-License-Identifier: Apache-2.0 */
/* Its entry returns another table every time. */
#define ENTRY                                                                                      \
    WA_EXPORT const wa_plugin *walletauth_plugin_v0(void) {                                        \
        static wa_plugin copies[2];                                                                \
        static int calls;                                                                          \
        copies[calls & 1] = table;                                                                 \
        return &copies[calls++ & 1];                                                               \
    }
#include "base.h"

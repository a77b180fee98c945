/* SPDX-License-Identifier: Apache-2.0 */
/* Exports another name. */
#define ENTRY                                                                                      \
    WA_EXPORT const wa_plugin *another_name(void) { return &table; }
#include "base.h"

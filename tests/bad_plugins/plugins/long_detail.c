/* SPDX-License-Identifier: Apache-2.0 */
/* Gives a detail that reaches beyond its array. */
#define SPOIL(verdict)                                                                             \
    (verdict->status = WA_REJECTED, verdict->magic = 0, verdict->detail_size = 4096)
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Asks for chain state where that is not accepted. */
#define SPOIL(verdict) (verdict->status = WA_NEEDS_EVIDENCE, verdict->magic = 0)
#include "base.h"

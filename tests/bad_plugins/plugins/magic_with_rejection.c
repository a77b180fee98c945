/* SPDX-License-Identifier: Apache-2.0 */
/* Rejects and writes the magic. */
#define SPOIL(verdict) verdict->status = WA_REJECTED_SIGNATURE
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Is valid for another account than the claimed one. */
#define SPOIL(verdict) verdict->account[0] ^= 1
#include "base.h"

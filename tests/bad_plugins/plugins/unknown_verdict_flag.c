/* SPDX-License-Identifier: Apache-2.0 */
/* Sets a flag that nobody knows. */
#define SPOIL(verdict) verdict->flags = 0x80
#include "base.h"

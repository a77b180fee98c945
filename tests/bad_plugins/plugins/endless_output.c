/* SPDX-License-Identifier: Apache-2.0 */
/* Asks for a buffer beyond its published maximum. */
#define SPOIL_OUTPUT(out) (out->size = 100000, WA_ERROR_BUFFER)
#include "base.h"

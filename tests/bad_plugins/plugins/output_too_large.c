/* SPDX-License-Identifier: Apache-2.0 */
/* Claims to have written more than the capacity. */
#define SPOIL_OUTPUT(out) (out->size = 100000, WA_OK)
#include "base.h"

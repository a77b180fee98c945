/* SPDX-License-Identifier: Apache-2.0 */
/* Writes one byte behind a buffer. */
#define SPOIL_OUTPUT(out) (out->data[out->capacity] = 1, WA_OK)
#include "base.h"

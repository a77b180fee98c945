/* SPDX-License-Identifier: Apache-2.0 */
/* Normalises to bytes that are no text. */
#define SPOIL_OUTPUT(out) (out->data[0] = 0xff, WA_OK)
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Writes one byte behind its verdict. */
#define SPOIL(verdict) ((uint8_t *)verdict)[sizeof(wa_verdict)] = 1
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Refuses a buffer that is large enough. */
#define SPOIL_OUTPUT(out) WA_ERROR_BUFFER
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Has a flag that nobody knows. */
#define SCHEME_FLAGS (WA_SCHEME_RECOVERS_KEY | UINT64_C(0x80))
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Is valid for an account that reaches beyond its array. */
#define SPOIL(verdict) verdict->account_size = 4096
#include "base.h"

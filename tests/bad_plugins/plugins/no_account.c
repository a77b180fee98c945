/* SPDX-License-Identifier: Apache-2.0 */
/* Is valid for nobody. */
#define SPOIL(verdict) verdict->account_size = 0
#include "base.h"

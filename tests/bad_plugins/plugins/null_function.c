/* SPDX-License-Identifier: Apache-2.0 */
/* Has no verify. */
#define VERIFY NULL
#include "base.h"

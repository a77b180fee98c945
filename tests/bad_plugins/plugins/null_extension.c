/* SPDX-License-Identifier: Apache-2.0 */
/* Has no extension, where it should have a function that knows none. */
#define EXTENSION NULL
#include "base.h"

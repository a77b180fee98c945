/* SPDX-License-Identifier: Apache-2.0 */
/* Changes the host's struct_size. */
#define SPOIL(verdict) verdict->struct_size = 8
#include "base.h"

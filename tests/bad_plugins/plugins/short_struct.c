/* SPDX-License-Identifier: Apache-2.0 */
/* Claims a table that is too short. */
#define TABLE_SIZE 64
#include "base.h"

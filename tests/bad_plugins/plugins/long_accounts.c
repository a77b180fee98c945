/* SPDX-License-Identifier: Apache-2.0 */
/* Publishes accounts that no verdict can hold. */
#define MAX_ACCOUNT 4096
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Its crypto library answers otherwise than it should. */
#define SELF_TEST_STATUS WA_ERROR_INTERNAL
#include "base.h"

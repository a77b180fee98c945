/* SPDX-License-Identifier: Apache-2.0 */
/* Needs a library that no manifest lists. */
#include <sodium/version.h>
#define SELF_TEST_STATUS (sodium_version_string() != NULL ? WA_OK : WA_ERROR_INTERNAL)
#include "base.h"

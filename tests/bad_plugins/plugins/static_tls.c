/* SPDX-License-Identifier: Apache-2.0 */
/* Takes of the little static thread-local storage there is. */
static __thread int counter __attribute__((tls_model("initial-exec")));
#define SELF_TEST_STATUS (counter++ == 0 ? WA_OK : WA_ERROR_INTERNAL)
#include "base.h"

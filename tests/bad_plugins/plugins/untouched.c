/* SPDX-License-Identifier: Apache-2.0 */
/* Returns without an answer. */
#include <walletauth/plugin.h>

static void nothing(const wa_request *const *requests, wa_verdict *const *verdicts, size_t count) {
    (void)requests, (void)verdicts, (void)count;
}
#define VERIFY nothing
#include "base.h"

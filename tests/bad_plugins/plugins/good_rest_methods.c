/* SPDX-License-Identifier: Apache-2.0 */
/* Not bad: asks by REST. */
#define SCHEME_FLAGS (WA_SCHEME_RECOVERS_KEY | WA_SCHEME_MAY_NEED_EVIDENCE)
#define METHOD "GET /accounts/{address}"
#include "base.h"

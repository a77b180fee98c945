/* SPDX-License-Identifier: Apache-2.0 */
/* Its queries leave the part of a node that they name. */
#define SCHEME_FLAGS (WA_SCHEME_RECOVERS_KEY | WA_SCHEME_MAY_NEED_EVIDENCE)
#define METHOD "GET /accounts/../admin"
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Its queries could change something. */
#define SCHEME_FLAGS (WA_SCHEME_RECOVERS_KEY | WA_SCHEME_MAY_NEED_EVIDENCE)
#define METHOD "DELETE /accounts"
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Has compat and does not say of which client. */
#define SCHEME_FLAGS (WA_SCHEME_RECOVERS_KEY | WA_SCHEME_HAS_COMPAT)
#include "base.h"

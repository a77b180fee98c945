/* SPDX-License-Identifier: Apache-2.0 */
/* Its note names another plugin than its table. */
#define NOTE WA_PLUGIN_NOTE("other")
#include "base.h"

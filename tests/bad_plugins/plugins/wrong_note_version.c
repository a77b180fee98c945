/* SPDX-License-Identifier: Apache-2.0 */
/* Was built for another minor version. */
#include <walletauth/plugin.h>
#undef WA_ABI_MINOR
#define WA_ABI_MINOR 7
#include "base.h"

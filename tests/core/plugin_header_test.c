/* SPDX-License-Identifier: Apache-2.0 */
/* Compiled only, as C11 and as C++23: the header stands alone and its layout assertions hold. */
#include <walletauth/plugin.h>

WA_PLUGIN_NOTE("header-test");

/* SPDX-License-Identifier: Apache-2.0 */
/* Proves by chain state where that is not accepted. */
#define SPOIL(verdict) verdict->link = WA_LINK_CHAIN_STATE
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Proves what nobody has shown it. */
#define SPOIL(verdict) verdict->link = WA_LINK_COUNTERFACTUAL
#include "base.h"

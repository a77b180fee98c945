/* SPDX-License-Identifier: Apache-2.0 */
/* Proves by two links at once. */
#define SPOIL(verdict) verdict->link = WA_LINK_DERIVED | WA_LINK_COUNTERFACTUAL
#include "base.h"

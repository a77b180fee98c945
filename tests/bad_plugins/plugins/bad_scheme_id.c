/* SPDX-License-Identifier: Apache-2.0 */
/* Its scheme id is not of the grammar. */
#define SCHEME_ID "Bad_Scheme"
#include "base.h"

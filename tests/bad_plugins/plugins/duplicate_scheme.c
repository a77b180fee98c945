/* SPDX-License-Identifier: Apache-2.0 */
/* Describes a scheme twice. */
#define SCHEMES &scheme, &scheme
#include "base.h"

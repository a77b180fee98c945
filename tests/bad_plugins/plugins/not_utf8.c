/* SPDX-License-Identifier: Apache-2.0 */
/* Its description is not UTF-8. */
#define DESCRIPTION "\xff\xfe"
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Its scheme takes the name of the account route. */
#define SCHEME_ID "account"
#include "base.h"

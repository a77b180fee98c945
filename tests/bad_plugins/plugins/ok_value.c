/* SPDX-License-Identifier: Apache-2.0 */
/* Answers an ok that is none. */
#define SPOIL(verdict) verdict->status = 1
#include "base.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* Carries no identity note. */
#define NOTE typedef int no_note
#include "base.h"

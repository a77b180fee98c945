/* SPDX-License-Identifier: Apache-2.0 */
/* Its table is of another major version than its note. */
#define MAJOR 9
#include "base.h"

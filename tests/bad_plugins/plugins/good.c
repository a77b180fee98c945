/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps every rule: the control of every test here. */
#include "base.h"

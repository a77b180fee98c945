/* SPDX-License-Identifier: Apache-2.0 */
/* Needs a function that nobody has: the dynamic linker refuses it. */
#include <stdint.h>
uint32_t function_of_nobody(void);
#define SELF_TEST_STATUS function_of_nobody()
#include "base.h"

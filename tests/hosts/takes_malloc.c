/* SPDX-License-Identifier: Apache-2.0 */
/* A program with a fixed address whose code compares with malloc's address: so it stands for malloc
 * by a jump of its own. */
#include <stdlib.h>

int walletauth_test_is_malloc(void *(*function)(size_t));
int walletauth_test_is_malloc(void *(*function)(size_t)) { return function == malloc; }

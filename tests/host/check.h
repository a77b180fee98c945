/* SPDX-License-Identifier: Apache-2.0 */
/* For tests in C: what does not hold is printed with its place, and counted. */
#ifndef WALLETAUTH_TESTS_CHECK_H
#define WALLETAUTH_TESTS_CHECK_H

#include <stdio.h>

static int failures = 0;
#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                        \
            ++failures;                                                                            \
        }                                                                                          \
    } while (0)

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* What a test in C needs of the toy chain. */
#ifndef WALLETAUTH_TESTS_TOY_USER_H
#define WALLETAUTH_TESTS_TOY_USER_H

#include <walletauth/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The toy plugin with its forms. */
const wa_plugin *toy_form_entry(void) WA_NOEXCEPT;
/** The request object of a challenge's answer, signed by the key of 32 bytes 0x11; free it. */
char *toy_signed_request(const char *challenge);

#ifdef __cplusplus
}
#endif

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Between cgo and the calls that come back. Go's side is known by a handle, a number, so no pointer
 * of Go is kept in C. */
#ifndef WALLETAUTH_GO_CALLBACKS_H
#define WALLETAUTH_GO_CALLBACKS_H

#include <walletauth/walletauth_signin.h>

uint32_t walletauth_go_sign_in_open(const wa_host *host, const char *config, size_t config_size,
                                    const char *keys, size_t keys_size, uintptr_t store,
                                    wa_sign_in **sign_in, char **message);
uint32_t walletauth_go_challenge(const wa_sign_in *sign_in, const char *request,
                                 size_t request_size, const char *context, size_t context_size,
                                 int64_t now, int *http, char **answer, size_t *answer_size);
uint32_t walletauth_go_sign_in(const wa_sign_in *sign_in, const char *request, size_t request_size,
                               const char *context, size_t context_size, int64_t now,
                               uintptr_t source, int *http, char **answer, size_t *answer_size);

#endif

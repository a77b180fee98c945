/* SPDX-License-Identifier: Apache-2.0 */
/* The scheme: Ed25519 over SHA-256 of "Example Signed Message:\n" and the message. */
#ifndef DEMO_VERIFY_H
#define DEMO_VERIFY_H

#include "output.h"

void verify(const wa_request *const *requests, wa_verdict *const *verdicts, size_t count);

uint32_t self_test(wa_buffer *detail);

#endif

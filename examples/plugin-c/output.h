/* SPDX-License-Identifier: Apache-2.0 */
/* Outputs of the ABI, and hex. */
#ifndef DEMO_OUTPUT_H
#define DEMO_OUTPUT_H

#include <walletauth/plugin.h>

#define KEY_SIZE 32
#define SIGNATURE_SIZE 64
#define ACCOUNT_SIZE (2 * KEY_SIZE)

/* An answer: a status, and why. `why` is printable ASCII. */
typedef struct answer {
    uint32_t status;
    const char *why;
} answer;

static const answer answer_ok = {WA_OK, ""};

/* Nothing in `out`, and the reason in `detail`, cut to fit. */
uint32_t write_refusal(answer refusal, wa_buffer *out, wa_buffer *detail);

/* All of `data` in `out`, or its size and WA_ERROR_BUFFER. */
uint32_t write_output(const void *data, size_t size, wa_buffer *out, wa_buffer *detail);

/* 1 if `text` is the literal. */
int text_is(wa_text text, const char *literal);

/* 1 if `text` spells exactly `size` bytes in hex, of either case and without 0x. */
int decode_hex(wa_text text, uint8_t *bytes, size_t size);

/* 2 * size lower-case digits, no NUL. */
void encode_hex(const uint8_t *bytes, size_t size, char *digits);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
#include "output.h"

#include <string.h>

static void write_detail(const char *why, wa_buffer *detail) {
    if (detail == NULL) return;
    const size_t size = strlen(why);
    detail->size = size < detail->capacity ? size : detail->capacity;
    if (detail->size != 0) memcpy(detail->data, why, detail->size);
}

uint32_t write_refusal(answer refusal, wa_buffer *out, wa_buffer *detail) {
    if (out != NULL) out->size = 0;
    write_detail(refusal.why, detail);
    return refusal.status;
}

uint32_t write_output(const void *data, size_t size, wa_buffer *out, wa_buffer *detail) {
    if (out == NULL) return WA_ERROR_ARGUMENT;
    out->size = size;
    if (size > out->capacity) {
        write_detail("the buffer is too small", detail);
        return WA_ERROR_BUFFER;
    }
    memcpy(out->data, data, size);
    return WA_OK;
}

int text_is(wa_text text, const char *literal) {
    const size_t size = strlen(literal);
    return text.size == size && memcmp(text.data, literal, size) == 0;
}

static int digit_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

int decode_hex(wa_text text, uint8_t *bytes, size_t size) {
    if (text.size != 2 * size) return 0;
    for (size_t i = 0; i < size; ++i) {
        const int high = digit_value(text.data[2 * i]);
        const int low = digit_value(text.data[2 * i + 1]);
        if (high < 0 || low < 0) return 0;
        bytes[i] = (uint8_t)(high << 4 | low);
    }
    return 1;
}

void encode_hex(const uint8_t *bytes, size_t size, char *digits) {
    for (size_t i = 0; i < size; ++i) {
        digits[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        digits[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
}

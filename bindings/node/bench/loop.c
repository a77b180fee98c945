/* SPDX-License-Identifier: Apache-2.0 */
/* wa_verify_flat in a loop, without JavaScript between the calls: what overhead.mjs compares with.
 */
#include <node_api.h>
#include <walletauth/walletauth.h>

#include <string.h>
#include <time.h>

static wa_host *host;

static double now_us(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

static size_t text(napi_env env, napi_value value, char *out, size_t capacity) {
    size_t size = 0;
    napi_get_value_string_utf8(env, value, out, capacity, &size);
    return size;
}

/* (chain, scheme, account, message, signature, count) -> microseconds a call */
static napi_value run(napi_env env, napi_callback_info info) {
    napi_value argument[6];
    size_t argument_count = 6;
    napi_get_cb_info(env, info, &argument_count, argument, NULL, NULL);
    char texts[4][256];
    size_t sizes[4];
    for (int i = 0; i < 4; ++i)
        sizes[i] = text(env, argument[i], texts[i], sizeof texts[i]);
    void *signature = NULL;
    size_t signature_size = 0;
    uint32_t count = 0;
    napi_get_buffer_info(env, argument[4], &signature, &signature_size);
    napi_get_value_uint32(env, argument[5], &count);
    if (host == NULL) wa_open_installed(&host, NULL);
    wa_flat_verdict verdict;
    const double begin = now_us();
    for (uint32_t i = 0; i < count; ++i) {
        verdict.struct_size = sizeof verdict;
        wa_verify_flat(host, texts[0], sizes[0], texts[1], sizes[1], texts[2], sizes[2], NULL, 0,
                       (const uint8_t *)texts[3], sizes[3], signature, signature_size, NULL, 0,
                       NULL, 0, &verdict);
    }
    napi_value result;
    napi_create_double(env, (now_us() - begin) / count, &result);
    return result;
}

NAPI_MODULE_INIT() {
    napi_value function;
    napi_create_function(env, "run", NAPI_AUTO_LENGTH, run, NULL, &function);
    napi_set_named_property(env, exports, "run", function);
    return exports;
}

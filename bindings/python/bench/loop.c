/* SPDX-License-Identifier: Apache-2.0 */
/* Calls wa_verify_flat without Python between the calls: what the binding is measured against. */
#include <walletauth/walletauth.h>

#include <time.h>

static double now_us(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

WA_EXPORT double loop(const wa_host *host, const char *chain, size_t chain_size, const char *scheme,
                      size_t scheme_size, const char *account, size_t account_size,
                      const uint8_t *message, size_t message_size, const uint8_t *signature,
                      size_t signature_size, size_t calls) {
    wa_flat_verdict verdict;
    const double begin = now_us();
    for (size_t i = 0; i < calls; ++i) {
        verdict.struct_size = sizeof verdict;
        wa_verify_flat(host, chain, chain_size, scheme, scheme_size, account, account_size, NULL, 0,
                       message, message_size, signature, signature_size, NULL, 0, NULL, 0,
                       &verdict);
    }
    return (now_us() - begin) / (double)calls;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "callbacks.h"

#include "_cgo_export.h"

static uint32_t consume(void *context, const char *key, size_t key_size, uint64_t ttl_seconds,
                        wa_buffer *generation) {
    return walletauthGoConsume((uintptr_t)context, (char *)key, key_size, ttl_seconds, generation);
}

static uint32_t generation_of(void *context, wa_buffer *generation) {
    return walletauthGoGeneration((uintptr_t)context, generation);
}

static uint32_t pin(void *context, const char *chain, size_t chain_size, uint64_t timeout_ms,
                    wa_buffer *block) {
    (void)timeout_ms;
    return walletauthGoPin((uintptr_t)context, (char *)chain, chain_size, block);
}

static uint32_t fetch(void *context, const char *chain, size_t chain_size, const wa_text *queries,
                      size_t query_count, uint64_t timeout_ms, wa_answers *answers) {
    (void)timeout_ms;
    return walletauthGoFetch((uintptr_t)context, (char *)chain, chain_size, (wa_text *)queries,
                             query_count, answers);
}

uint32_t walletauth_go_sign_in_open(const wa_host *host, const char *config, size_t config_size,
                                    const char *keys, size_t keys_size, uintptr_t store,
                                    wa_sign_in **sign_in, char **message) {
    const wa_store called = {sizeof called, 0, (void *)store, consume, generation_of};
    return wa_sign_in_open(host, config, config_size, keys, keys_size, store != 0 ? &called : NULL,
                           sign_in, message);
}

uint32_t walletauth_go_challenge(const wa_sign_in *sign_in, const char *request,
                                 size_t request_size, const char *context, size_t context_size,
                                 int64_t now, int *http, char **answer, size_t *answer_size) {
    return wa_challenge_json(sign_in, request, request_size, context, context_size, now, http,
                             answer, answer_size);
}

uint32_t walletauth_go_sign_in(const wa_sign_in *sign_in, const char *request, size_t request_size,
                               const char *context, size_t context_size, int64_t now,
                               uintptr_t source, int *http, char **answer, size_t *answer_size) {
    const wa_evidence_source called = {sizeof called, 0, (void *)source, pin, fetch};
    return wa_sign_in_json(sign_in, request, request_size, context, context_size, now,
                           source != 0 ? &called : NULL, 0, http, answer, answer_size);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in through the C API, with a store of the host's own. */
#include "tests/host/check.h"
#include "toy_user.h"

#include <walletauth/walletauth_signin.h>

#include <stdlib.h>
#include <string.h>

static const int64_t now = 1768478400;
static const char config[] =
    "{\"domain\":\"app.example\",\"issuer\":\"i\",\"chains\":[\"toynet:main\"],"
    "\"forms\":[\"toy-nonce\"],\"channels\":[\"none\",\"cookie\"]}";
static const char ask[] = "{\"chain\":\"toynet:main\",\"scheme\":\"toy\",\"statement\":\"Hello\"}";

/* A store that remembers one key. */
struct own_store {
    char key[128];
    size_t size;
    const char *generation;
    int is_down;
};

static uint32_t write_generation(const struct own_store *store, wa_buffer *out) {
    out->size = strlen(store->generation);
    memcpy(out->data, store->generation, out->size);
    return WA_OK;
}
static uint32_t generation(void *context, wa_buffer *out) { return write_generation(context, out); }
static uint32_t consume(void *context, const char *key, size_t key_size, uint64_t ttl_seconds,
                        wa_buffer *out) {
    struct own_store *store = context;
    CHECK(ttl_seconds == 1200);
    CHECK(key_size == 34 && memcmp(key, "n:", 2) == 0);
    if (store->is_down) return WA_CONSUMED_UNAVAILABLE;
    write_generation(store, out);
    if (store->size == key_size && memcmp(store->key, key, key_size) == 0) return WA_CONSUMED_AGAIN;
    memcpy(store->key, key, key_size);
    store->size = key_size;
    return WA_CONSUMED_FIRST;
}

static wa_sign_in *open_with(wa_host *host, const char *text, const char *keys,
                             const wa_store *store) {
    wa_sign_in *sign_in = NULL;
    char *message = NULL;
    const uint32_t status =
        wa_sign_in_open(host, text, strlen(text), keys, strlen(keys), store, &sign_in, &message);
    CHECK((status == WA_OK) == (sign_in != NULL));
    CHECK((status == WA_OK) == (message == NULL));
    wa_free(message);
    return sign_in;
}

static char *challenge(const wa_sign_in *sign_in) {
    char *answer = NULL;
    int http = 0;
    CHECK(wa_challenge_json(sign_in, ask, strlen(ask), NULL, 0, now, &http, &answer, NULL) ==
          WA_OK);
    CHECK(http == 200);
    return answer;
}

/* Whether the answer has this text; the HTTP status. */
static int send(const wa_sign_in *sign_in, const char *request, const char *context,
                const char *expected) {
    char *answer = NULL;
    size_t size = 0;
    int http = 0;
    const uint32_t status = wa_sign_in_json(sign_in, request, strlen(request), context,
                                            strlen(context), now, NULL, 0, &http, &answer, &size);
    CHECK((status == WA_OK) == (http == 200));
    CHECK(strlen(answer) == size);
    if (strstr(answer, expected) == NULL) fprintf(stderr, "expected %s: %s\n", expected, answer);
    CHECK(strstr(answer, expected) != NULL);
    wa_free(answer);
    return http;
}

static void in_memory(wa_host *host) {
    wa_sign_in *sign_in = open_with(host, config, "", NULL);
    char *text = challenge(sign_in);
    char *request = toy_signed_request(text);
    CHECK(send(sign_in, request, "{\"cookie\":\"0123456789012345678901\"}", "nonce_unknown") ==
          401);
    CHECK(send(sign_in, request, "{\"from_page\":true}", "\"check\":\"channel\"") == 403);
    CHECK(send(sign_in, request, "{\"unknown\":1}", "\"check\":\"context\"") == 500);
    CHECK(send(sign_in, "{}", "", "form is missing") == 400);
    CHECK(send(sign_in, "{\"form\":\"toy-nonce\",\"service\":{}}", "", "service") == 400);
    CHECK(send(sign_in, request, "", "\"status\":\"valid\"") == 200);
    CHECK(send(sign_in, request, "", "nonce_used") == 401);
    free(request);
    wa_free(text);
    wa_sign_in_close(sign_in);
}

static void in_own_store(wa_host *host) {
    static const char keys[] =
        "3 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n";
    struct own_store own = {{0}, 0, "first", 0};
    wa_store store = {sizeof(wa_store), 0, &own, &consume, &generation};
    wa_sign_in *sign_in = open_with(host, config, keys, &store);
    char *text = challenge(sign_in);
    char *request = toy_signed_request(text);
    own.is_down = 1;
    CHECK(send(sign_in, request, "", "store_unavailable") == 503);
    own.is_down = 0;
    own.generation = "second";
    CHECK(send(sign_in, request, "", "begun anew") == 401);
    own.generation = "first";
    wa_sign_in_close(sign_in);
    sign_in = open_with(host, config, keys, &store); /* another process, of the same keys */
    CHECK(send(sign_in, request, "", "nonce_used") == 401);
    own.size = 0;
    CHECK(send(sign_in, request, "", "\"status\":\"valid\"") == 200);
    wa_sign_in_close(sign_in);
    free(request);
    wa_free(text);
    store.generation = NULL;
    CHECK(open_with(host, config, keys, &store) == NULL);
    store.generation = &generation;
    store.struct_size = 8;
    CHECK(open_with(host, config, keys, &store) == NULL);
    CHECK(open_with(host, config, keys, NULL) == NULL); /* they would outlive the memory */
}

static void wrong_arguments(wa_host *host) {
    wa_sign_in *const opened = open_with(host, config, "", NULL);
    wa_sign_in *sign_in = opened; /* which a refusal sets to NULL */
    char unset = 0;
    char *answer = &unset; /* as a caller leaves it that sets nothing */
    CHECK(open_with(host, "", "", NULL) == NULL);
    CHECK(open_with(host, "{\"domain\":1}", "", NULL) == NULL);
    CHECK(open_with(host, "{\"chains\":[\"toynet:main\"],\"forms\":[\"x\"]}", "", NULL) == NULL);
    CHECK(open_with(host, "{\"forms\":[\"x\"],\"unknown\":1}", "", NULL) == NULL);
    CHECK(open_with(host, "{\"forms\":[\"x\"],\"accept\":[\"derived\",\"derived\"]}", "", NULL) ==
          NULL);
    CHECK(open_with(host,
                    "{\"domain\":\"app.example.\",\"chains\":[\"toynet:main\"],"
                    "\"forms\":[\"toy-nonce\"]}",
                    "", NULL) == NULL);
    CHECK(open_with(host, "{\"domain\":\"app.example\",\"chains\":[],\"forms\":[\"toy-nonce\"]}",
                    "", NULL) == NULL);
    CHECK(open_with(host, config, "no key", NULL) == NULL);
    CHECK(wa_sign_in_open(NULL, config, strlen(config), NULL, 0, NULL, &sign_in, NULL) ==
          WA_ERROR_ARGUMENT);
    CHECK(sign_in == NULL);
    wa_sign_in_close(opened);
    sign_in = open_with(host, config, "", NULL);
    int http = 200;
    CHECK(wa_challenge_json(sign_in, NULL, 3, NULL, 0, now, &http, &answer, NULL) ==
          WA_ERROR_ARGUMENT);
    CHECK(answer == NULL && http == 500);
    answer = &unset;
    CHECK(wa_challenge_json(sign_in, ask, strlen(ask), NULL, 0, now, NULL, NULL, NULL) ==
          WA_ERROR_ARGUMENT);
    http = 200;
    CHECK(wa_sign_in_json(NULL, ask, strlen(ask), NULL, 0, now, NULL, 0, &http, &answer, NULL) ==
          WA_ERROR_ARGUMENT);
    CHECK(answer == NULL && http == 500);
    const wa_evidence_source source = {sizeof source, 0, NULL, NULL, NULL};
    CHECK(wa_sign_in_json(sign_in, ask, strlen(ask), NULL, 0, now, &source, 0, &http, &answer,
                          NULL) == WA_ERROR_ARGUMENT);
    CHECK(answer != NULL && strstr(answer, "source: fetch is NULL") != NULL);
    wa_free(answer);
    wa_sign_in_close(sign_in);
    wa_sign_in_close(NULL);
}

int main(void) {
    const wa_plugin_entry entry = &toy_form_entry;
    wa_host *host = NULL;
    CHECK(wa_open_static(&entry, 1, &host, NULL) == WA_OK);
    in_memory(host);
    in_own_store(host);
    wrong_arguments(host);
    wa_close(host);
    return failures != 0;
}

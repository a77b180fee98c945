/* SPDX-License-Identifier: Apache-2.0 */
/* The host API from C: opens the plugins that were built, verifies, is misused. argv: plugin
 * directory. The signature is the example of web3.js 1.x, eth.accounts.sign("Some data"), by the
 * key 0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318. */
#include "check.h"

#include <walletauth/walletauth.h>

#include <stdio.h>
#include <string.h>

static const char account[] = "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23";
static const char signature_hex[] =
    "b91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
    "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c";

static void read_hex(const char *text, uint8_t *out, size_t size) {
    for (size_t i = 0; i < size; ++i) {
        unsigned byte = 0;
        sscanf(text + 2 * i, "%2x", &byte);
        out[i] = (uint8_t)byte;
    }
}

static uint32_t verify(const wa_host *host, const uint8_t *signature, const char *message,
                       const char *params, const char *service, wa_flat_verdict *verdict) {
    memset(verdict, 0xff, sizeof *verdict);
    verdict->struct_size = sizeof *verdict;
    return wa_verify_flat(host, "eip155:1", 8, "eip191", 6, account, sizeof account - 1, NULL, 0,
                          (const uint8_t *)message, strlen(message), signature, 65, params,
                          strlen(params), service, strlen(service), verdict);
}

static void test_flat(const wa_host *host) {
    uint8_t signature[65];
    wa_flat_verdict verdict;
    read_hex(signature_hex, signature, sizeof signature);
    CHECK(verify(host, signature, "Some data", "", "", &verdict) == WA_OK);
    CHECK(verdict.magic == WA_VALID_MAGIC);
    CHECK(verdict.address_size == sizeof account - 1);
    CHECK(memcmp(verdict.address, account, verdict.address_size) == 0);
    CHECK(verdict.account_size == verdict.address_size + 9);
    CHECK(verdict.link == WA_LINK_DERIVED);
    CHECK(verify(host, signature, "Some date", "", "", &verdict) != WA_OK);
    CHECK(WA_STATUS_CLASS(verdict.status) == WA_CLASS_REJECTED && verdict.magic == 0);
    CHECK(verify(host, signature, "Some data", "", "{\"compat\":true}", &verdict) == WA_OK);
    CHECK(verify(host, signature, "Some data", "{\"x\":1}", "", &verdict) == WA_UNSUPPORTED_PARAMS);
    CHECK(verify(host, signature, "Some data", "", "{\"params\":{\"x\":1}}", &verdict) ==
          WA_UNSUPPORTED_PARAMS);
    CHECK(verify(host, signature, "Some data", "nonsense", "", &verdict) == WA_MALFORMED_REQUEST);
    CHECK(verify(host, signature, "Some data", "[]", "", &verdict) == WA_MALFORMED_REQUEST);
    CHECK(verify(host, signature, "Some data", "", "nonsense", &verdict) == WA_ERROR_ARGUMENT);
    CHECK(verify(host, signature, "Some data", "", "{\"chain\":\"x\"}", &verdict) ==
          WA_ERROR_ARGUMENT);
    CHECK(verify(NULL, signature, "Some data", "", "", &verdict) == WA_ERROR_ARGUMENT);
    CHECK(verdict.magic == 0);
    CHECK(wa_verify_flat(host, NULL, 8, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL,
                         0, &verdict) == WA_ERROR_ARGUMENT);
    CHECK(wa_verify_flat(host, "eip155:1", 8, "eip191", 6, NULL, 0, NULL, 0, NULL, 5, NULL, 0, NULL,
                         0, NULL, 0, &verdict) == WA_ERROR_ARGUMENT);
    CHECK(memcmp(verdict.detail, "message is NULL with a size of 5", verdict.detail_size) == 0 &&
          verdict.detail_size == 32);
    verdict.struct_size = 8;
    CHECK(wa_verify_flat(host, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL,
                         0, &verdict) == WA_ERROR_ARGUMENT);
}

/* What an earlier call wrote must not pass for the answer to one that was refused. */
static void test_short(const wa_host *host) {
    uint8_t signature[65];
    wa_text_verdict verdict;
    wa_flat_verdict *flat = &verdict.flat;
    read_hex(signature_hex, signature, sizeof signature);
    for (uint32_t size = 0; size < sizeof *flat; ++size) {
        CHECK(verify(host, signature, "Some data", "", "", flat) == WA_OK);
        flat->struct_size = size;
        CHECK(wa_verify_flat(host, "eip155:1", 8, "eip191", 6, NULL, 0, NULL, 0, NULL, 0, signature,
                             65, NULL, 0, NULL, 0, flat) == WA_ERROR_ARGUMENT);
        CHECK((flat->status == WA_ERROR_ARGUMENT && flat->magic == 0) == (size >= 16));
        CHECK(flat->account_size != 0 && flat->struct_size == size); /* nothing behind it */
    }
    CHECK(verify(host, signature, "Some data", "", "", flat) == WA_OK);
    CHECK(wa_verify_text(host, "eip155:1", 8, "eip191", 6, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL,
                         0, NULL, 0, &verdict) == WA_ERROR_ARGUMENT); /* sized for wa_verify_flat */
    CHECK(flat->status == WA_ERROR_ARGUMENT && flat->magic == 0);
}

static uint32_t verify_text(const wa_host *host, const char *key, const char *signature,
                            const char *message, const char *service, wa_text_verdict *verdict) {
    memset(verdict, 0xff, sizeof *verdict);
    verdict->flat.struct_size = sizeof *verdict;
    return wa_verify_text(host, "eip155:1", 8, "eip191", 6, account, sizeof account - 1, key,
                          strlen(key), (const uint8_t *)message, strlen(message), signature,
                          strlen(signature), NULL, 0, service, strlen(service), verdict);
}

/* The key is the point of the secret key above, as SEC 1 compresses it. */
static void test_text(const wa_host *host) {
    static const char key[] =
        "0x024e3b81af9c2234cad09d679ce6035ed1392347ce64ce405f5dcd36228a25de6e";
    wa_text_verdict verdict;
    const wa_flat_verdict *flat = &verdict.flat;
    CHECK(verify_text(host, "", signature_hex, "Some data", "", &verdict) == WA_OK);
    CHECK(flat->magic == WA_VALID_MAGIC && flat->struct_size == sizeof verdict);
    CHECK(memcmp(flat->address, account, sizeof account - 1) == 0);
    CHECK(verdict.key_text_size == sizeof key - 1);
    CHECK(memcmp(verdict.key_text, key, sizeof key - 1) == 0 && verdict.reserved == 0);
    CHECK(verify_text(host, key, signature_hex, "Some data", "", &verdict) == WA_OK);
    CHECK(verify_text(host, "", signature_hex, "Some date", "", &verdict) != WA_OK);
    CHECK(WA_STATUS_CLASS(flat->status) == WA_CLASS_REJECTED && flat->magic == 0);
    CHECK(verdict.key_text_size == 0);
    CHECK(verify_text(host, "", "0x12", "Some data", "", &verdict) == WA_MALFORMED_SIGNATURE);
    CHECK(verify_text(host, "", "", "Some data", "", &verdict) == WA_MALFORMED_SIGNATURE);
    CHECK(verify_text(host, "no key", signature_hex, "Some data", "", &verdict) ==
          WA_MALFORMED_PUBLIC_KEY);
    CHECK(verify_text(host, "", signature_hex, "Some data", "[]", &verdict) == WA_ERROR_ARGUMENT);
    CHECK(verify_text(NULL, "", signature_hex, "Some data", "", &verdict) == WA_ERROR_ARGUMENT);
    CHECK(flat->magic == 0 && verdict.key_text_size == 0);
    CHECK(wa_verify_text(host, NULL, 8, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL,
                         0, &verdict) == WA_ERROR_ARGUMENT);
    CHECK(wa_verify_text(host, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL,
                         0, NULL) == WA_ERROR_ARGUMENT);
    verdict.flat.struct_size = sizeof(wa_flat_verdict);
    CHECK(wa_verify_text(host, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL,
                         0, &verdict) == WA_ERROR_ARGUMENT);
}

static void test_json(const wa_host *host) {
    char request[512];
    char *answer = NULL;
    size_t size = 0;
    snprintf(request, sizeof request,
             "{\"chain\":\"eip155:1\",\"scheme\":\"eip191\",\"account\":\"%s\","
             "\"message\":{\"text\":\"Some data\"},\"signature\":\"0x%s\"}",
             account, signature_hex);
    CHECK(wa_verify_json(host, request, strlen(request), NULL, 0, &answer, &size) == WA_OK);
    CHECK(answer != NULL && strlen(answer) == size);
    CHECK(answer != NULL && strstr(answer, "\"status\":\"valid\"") != NULL);
    wa_free(answer);
    CHECK(wa_verify_json(host, NULL, 0, NULL, 0, &answer, &size) == WA_MALFORMED_REQUEST);
    wa_free(answer);
    CHECK(wa_verify_json(host, request, strlen(request), "{}", 2, &answer, &size) == WA_OK);
    wa_free(answer);
    CHECK(wa_verify_json(host, request, strlen(request), "{}}", 3, &answer, &size) ==
          WA_ERROR_ARGUMENT);
    CHECK(answer != NULL && strstr(answer, "\"detail\":\"service: ") != NULL);
    wa_free(answer);
    CHECK(wa_verify_json(host, request, strlen(request), NULL, 8, &answer, &size) ==
          WA_ERROR_ARGUMENT);
    CHECK(answer == NULL && size == 0);
    answer = request; /* what was in the variable before */
    size = 7;
    CHECK(wa_verify_json(NULL, request, strlen(request), NULL, 0, &answer, &size) ==
          WA_ERROR_ARGUMENT);
    CHECK(answer == NULL && size == 0);
    answer = request;
    size = 7;
    CHECK(wa_account_json(NULL, "{}", 2, &answer, &size) == WA_ERROR_ARGUMENT);
    CHECK(answer == NULL && size == 0);
    answer = request;
    size = 7;
    CHECK(wa_describe_json(NULL, &answer, &size) == WA_ERROR_ARGUMENT);
    CHECK(answer == NULL && size == 0);
    CHECK(wa_verify_json(NULL, request, strlen(request), NULL, 0, NULL, NULL) == WA_ERROR_ARGUMENT);
    CHECK(wa_describe_json(host, &answer, &size) == WA_OK);
    CHECK(answer != NULL && strstr(answer, "\"eip191\"") != NULL);
    wa_free(answer);
    CHECK(wa_account_json(host, "{}", 2, &answer, &size) == WA_MALFORMED_REQUEST);
    wa_free(answer);
}

static void test_identify(const wa_host *host) {
    uint8_t compact[20];
    char address[WA_ACCOUNT_CAPACITY];
    size_t size = 7;
    CHECK(wa_identify(host, NULL, 8, "eip191", 6, NULL, 0, address, sizeof address, &size) ==
          WA_ERROR_ARGUMENT);
    CHECK(size == 0);
    read_hex(account + 2, compact, sizeof compact);
    CHECK(wa_identify(host, "eip155:1", 8, "eip191-kwil", 11, compact, sizeof compact, address,
                      sizeof address, &size) == WA_OK);
    CHECK(size == sizeof account - 1 && memcmp(address, account, size) == 0);
    CHECK(wa_identify(host, "eip155:1", 8, "eip191-kwil", 11, compact, sizeof compact, address, 10,
                      &size) == WA_ERROR_BUFFER);
    CHECK(size == sizeof account - 1);
    CHECK(wa_identify(host, "eip155:1", 8, "eip191-kwil", 11, compact, 19, address, sizeof address,
                      &size) == WA_MALFORMED_PUBLIC_KEY);
}

int main(int argc, char **argv) {
    wa_host *host = NULL;
    char *message = NULL;
    if (argc != 2) return 2;
    CHECK(wa_open_directory("/nonexistent/plugins", 20, &host, &message) == WA_ERROR_ARGUMENT);
    CHECK(host == NULL && message != NULL && strstr(message, "/nonexistent") != NULL);
    wa_free(message);
    CHECK(wa_open_manifest(NULL, 0, &host, NULL) == WA_ERROR_ARGUMENT);
    CHECK(wa_open_manifest("\0/plugins.toml", 14, &host, &message) == WA_ERROR_ARGUMENT);
    CHECK(message != NULL && strstr(message, "\\x00/plugins.toml: path: ") == message);
    wa_free(message);
    /* Up to the NUL it would be another directory. */
    CHECK(wa_open_directory("/\0x", 3, &host, &message) == WA_ERROR_ARGUMENT);
    CHECK(message != NULL && strcmp(message, "/\\x00x: path: its name has a NUL") == 0);
    wa_free(message);
    if (wa_open_directory(argv[1], strlen(argv[1]), &host, &message) != WA_OK) {
        fprintf(stderr, "%s\n", message);
        wa_free(message);
        return 1;
    }
    test_flat(host);
    test_short(host);
    test_text(host);
    test_json(host);
    test_identify(host);
    CHECK(strcmp(wa_status_name(WA_REJECTED_SIGNER), "rejected") == 0);
    CHECK(strcmp(wa_reason_name(WA_REJECTED_SIGNER), "signer") == 0);
    CHECK(strcmp(wa_reason_name(WA_OK), "") == 0);
    wa_close(host);
    wa_close(NULL);
    return failures == 0 ? 0 : 1;
}

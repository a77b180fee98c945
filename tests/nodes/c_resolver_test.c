/* SPDX-License-Identifier: Apache-2.0 */
/* The resolver from C. What is asked is a vector's, of a node that a mock_node process plays; so
 * are request and verdict. Usage: c_resolver_test PLUGIN_FILES_DIR ENDPOINTS REQUEST BAD_ENDPOINTS
 */
#include "tests/host/check.h"

#include <walletauth/walletauth_resolver.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char service[] = "{\"accept\":[\"chain_state\"]}";

/* What was logged: how many lines, and whether a line had what none may have. */
typedef struct logged {
    int lines;
    int is_bad;
} logged;

static void take_line(void *context, uint32_t level, const char *line, size_t line_size) {
    logged *const self = context;
    ++self->lines;
    if (level > WA_RESOLVER_LOG_ERROR || line_size == 0 || memchr(line, '\n', line_size) != NULL)
        self->is_bad = 1;
    char copy[4096];
    snprintf(copy, sizeof copy, "%.*s", (int)line_size, line);
    if (strstr(copy, "127.0.0.1") != NULL) self->is_bad = 1;
}

static char *read_file(const char *path) {
    static char text[1 << 20];
    FILE *const in = fopen(path, "rb");
    CHECK(in != NULL);
    if (in == NULL) return NULL;
    text[fread(text, 1, sizeof text - 1, in)] = '\0';
    fclose(in);
    return text;
}

static uint32_t verify(const wa_host *host, const char *request, const wa_evidence_source *source,
                       const char *expected) {
    char *answer = NULL;
    size_t size = 0;
    const uint32_t status = wa_verify_with_evidence(
        host, request, strlen(request), service, sizeof service - 1, source, 5000, &answer, &size);
    CHECK(answer != NULL && strstr(answer, expected) != NULL);
    if (answer != NULL && strstr(answer, expected) == NULL) fprintf(stderr, "%s\n", answer);
    wa_free(answer);
    return status;
}

static void test_verdicts(const wa_host *host, wa_resolver *resolver, const char *request) {
    wa_evidence_source source;
    CHECK(wa_resolver_source(resolver, NULL, &source) == WA_OK);
    CHECK(source.struct_size == sizeof source && source.reserved == 0);
    for (int i = 0; i < 3; ++i)
        CHECK(verify(host, request, &source, "\"link\":\"chain_state\"") == WA_OK);
    wa_resolver_client *client = NULL;
    CHECK(wa_open_resolver_client(resolver, "203.0.113.9", 11, &client) == WA_OK);
    wa_evidence_source limited;
    CHECK(wa_resolver_source(resolver, client, &limited) == WA_OK);
    CHECK(verify(host, request, &limited, "\"status\":\"valid\"") == WA_OK); /* remembered */
    wa_close_resolver_client(client);
    wa_close_resolver_client(NULL);
}

static void test_metrics(const wa_resolver *resolver) {
    char *text = NULL;
    size_t size = 0;
    CHECK(wa_resolver_metrics(resolver, &text, &size) == WA_OK);
    CHECK(text != NULL && strlen(text) == size);
    CHECK(text != NULL && strstr(text, "# TYPE walletauth_rpc_requests_total counter\n") != NULL);
    CHECK(text != NULL && strstr(text, "127.0.0.1") == NULL);
    wa_free(text);
    CHECK(wa_resolver_metrics(resolver, &text, NULL) == WA_OK);
    wa_free(text);
    CHECK(wa_resolver_metrics(NULL, &text, NULL) == WA_ERROR_ARGUMENT && text == NULL);
    CHECK(wa_resolver_metrics(resolver, NULL, NULL) == WA_ERROR_ARGUMENT);
}

static void test_refusals(const char *bad_endpoints) {
    wa_resolver *resolver = NULL;
    char *message = NULL;
    CHECK(wa_open_resolver(bad_endpoints, strlen(bad_endpoints), NULL, &resolver, &message) ==
          WA_ERROR_ARGUMENT);
    CHECK(resolver == NULL && message != NULL && strstr(message, "quorum") != NULL);
    wa_free(message);
    CHECK(wa_open_resolver("/nowhere", 8, NULL, &resolver, &message) == WA_ERROR_ARGUMENT);
    CHECK(message != NULL && strstr(message, "/nowhere") != NULL);
    wa_free(message);
    CHECK(wa_open_resolver("/nowhere", 8, NULL, &resolver, NULL) == WA_ERROR_ARGUMENT);
    CHECK(wa_open_resolver(NULL, 8, NULL, &resolver, &message) == WA_ERROR_ARGUMENT);
    CHECK(message != NULL && strncmp(message, "path: it is empty", 17) == 0);
    wa_free(message);
    CHECK(wa_open_resolver("x", 0, NULL, &resolver, &message) == WA_ERROR_ARGUMENT);
    CHECK(message != NULL && strncmp(message, "path: it is empty", 17) == 0);
    wa_free(message);
    CHECK(wa_open_resolver("\0x", 2, NULL, &resolver, &message) == WA_ERROR_ARGUMENT);
    CHECK(message != NULL && strncmp(message, "path: it has a NUL", 18) == 0);
    wa_free(message);
    CHECK(wa_open_resolver("x", 1, NULL, NULL, &message) == WA_ERROR_ARGUMENT);
    wa_resolver_options options = {.struct_size = sizeof options - 1};
    CHECK(wa_open_resolver("x", 1, &options, &resolver, &message) == WA_ERROR_ARGUMENT);
    CHECK(message != NULL && strncmp(message, "options: struct_size", 20) == 0);
    wa_free(message);
    options.struct_size = sizeof options;
    options.reserved = 1;
    CHECK(wa_open_resolver("x", 1, &options, &resolver, &message) == WA_ERROR_ARGUMENT);
    CHECK(message != NULL && strncmp(message, "options: struct_size", 20) == 0);
    wa_free(message);
    CHECK(wa_reload_resolver(NULL, &message) == WA_ERROR_ARGUMENT && message == NULL);
    wa_close_resolver(NULL);
}

static void test_misuse(wa_resolver *resolver) {
    wa_evidence_source source;
    wa_resolver_client *client = NULL;
    char name[257];
    memset(name, 'a', sizeof name);
    CHECK(wa_resolver_source(NULL, NULL, &source) == WA_ERROR_ARGUMENT);
    CHECK(wa_resolver_source(resolver, NULL, NULL) == WA_ERROR_ARGUMENT);
    CHECK(wa_open_resolver_client(resolver, name, sizeof name, &client) == WA_ERROR_ARGUMENT);
    CHECK(wa_open_resolver_client(resolver, name, 0, &client) == WA_ERROR_ARGUMENT);
    CHECK(wa_open_resolver_client(resolver, NULL, 1, &client) == WA_ERROR_ARGUMENT);
    CHECK(wa_open_resolver_client(NULL, name, 1, &client) == WA_ERROR_ARGUMENT && client == NULL);
    CHECK(wa_open_resolver_client(resolver, name, 1, NULL) == WA_ERROR_ARGUMENT);
    CHECK(wa_open_resolver_client(resolver, name, 256, &client) == WA_OK);
    wa_close_resolver_client(client);
}

/* A bad file changes nothing; then a good one. */
static void test_reload(const wa_host *host, wa_resolver *resolver, const char *endpoints,
                        const char *request) {
    wa_evidence_source source;
    char *message = NULL;
    char *const good = strdup(read_file(endpoints));
    CHECK(wa_resolver_source(resolver, NULL, &source) == WA_OK);
    FILE *out = fopen(endpoints, "wb");
    CHECK(out != NULL && fputs("[chain", out) >= 0 && fclose(out) == 0);
    CHECK(wa_reload_resolver(resolver, &message) == WA_ERROR_ARGUMENT);
    CHECK(message != NULL && strstr(message, endpoints) != NULL);
    wa_free(message);
    CHECK(verify(host, request, &source, "\"status\":\"valid\"") == WA_OK);
    out = fopen(endpoints, "wb");
    CHECK(out != NULL && fputs(good, out) >= 0 && fclose(out) == 0);
    CHECK(wa_reload_resolver(resolver, &message) == WA_OK && message == NULL);
    CHECK(verify(host, request, &source, "\"status\":\"valid\"") == WA_OK);
    free(good);
}

int main(int count, char **arguments) {
    if (count != 5) return 2;
    const char *const endpoints = arguments[2];
    char *const request = strdup(read_file(arguments[3]));
    logged log = {0, 0};
    const wa_resolver_options options = {sizeof options, 0, &log, &take_line};
    wa_host *host = NULL;
    wa_resolver *resolver = NULL;
    char *message = NULL;
    CHECK(wa_open_directory(arguments[1], strlen(arguments[1]), &host, &message) == WA_OK);
    if (message != NULL) fprintf(stderr, "%s\n", message);
    CHECK(wa_open_resolver(endpoints, strlen(endpoints), &options, &resolver, &message) == WA_OK);
    if (message != NULL) fprintf(stderr, "%s\n", message);
    if (host == NULL || resolver == NULL) return 1;
    test_verdicts(host, resolver, request);
    test_metrics(resolver);
    test_misuse(resolver);
    test_refusals(arguments[4]);
    test_reload(host, resolver, endpoints, request);
    wa_close_resolver(resolver);
    CHECK(log.is_bad == 0 && log.lines > 0); /* one of three nodes is gone */
    wa_close(host);
    free(request);
    return failures != 0;
}

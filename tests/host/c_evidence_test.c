/* SPDX-License-Identifier: Apache-2.0 */
/* Evidence from C, by call-backs and by rounds, and static plugins. The plugin is tests/toy. The
 * signature is keccak256(32 bytes of 0x11, "hello"), by PyCryptodome 3's Crypto.Hash.keccak. */
#include "check.h"

#include <walletauth/walletauth_evidence.h>

#include <stdio.h>
#include <string.h>

const wa_plugin *walletauth_plugin_v0_toy(void);

#define ONES "1111111111111111111111111111111111111111111111111111111111111111"
#define SIGNATURE "303c172d542893cd5492be36b54219917e7c781917f180478484ca7cf09a6f45"
static const char request[] =
    "{\"id\":\"7\",\"chain\":\"toynet:main\",\"scheme\":\"toy\",\"account\":\"alice\","
    "\"public_key\":\"" ONES "\",\"message\":{\"text\":\"hello\"},\"signature\":\"" SIGNATURE "\","
    "\"params\":{\"steps\":\"2\"}}";
static const char service[] = "{\"accept\":[\"chain_state\"]}";
#define QUERY(step) "{\"method\":\"key_of\",\"params\":{\"name\":\"alice\",\"step\":" step "}}"
#define QUERY_AT(step)                                                                             \
    "{\"method\":\"key_of\",\"params\":{\"block\":\"77\",\"name\":\"alice\",\"step\":" step "}}"

/* What the functions below are to do, and what they were asked. */
typedef struct script {
    const char *block;    /* NULL: pin fails */
    const char *answer;   /* NULL: fetch fails */
    size_t answers;       /* that it gives, whatever it is asked */
    uint32_t last_status; /* of wa_give_answer */
    uint64_t timeout_ms;
    char asked[1024];
} script;

static uint32_t pin(void *context, const char *chain, size_t chain_size, uint64_t timeout_ms,
                    wa_buffer *block) {
    script *const self = context;
    CHECK(chain_size == 11 && memcmp(chain, "toynet:main", 11) == 0);
    CHECK(block->capacity == WA_BLOCK_CAPACITY && block->size == 0);
    self->timeout_ms = timeout_ms;
    if (self->block == NULL) return WA_ERROR;
    block->size = strlen(self->block);
    memcpy(block->data, self->block, block->size);
    return WA_OK;
}

static uint32_t fetch(void *context, const char *chain, size_t chain_size, const wa_text *queries,
                      size_t query_count, uint64_t timeout_ms, wa_answers *answers) {
    script *const self = context;
    CHECK(chain_size == 11 && memcmp(chain, "toynet:main", 11) == 0);
    CHECK(timeout_ms <= self->timeout_ms);
    for (size_t i = 0; i < query_count; ++i) {
        strncat(self->asked, queries[i].data, queries[i].size);
        strcat(self->asked, "\n");
    }
    if (self->answer == NULL) return WA_ERROR_EVIDENCE;
    for (size_t i = 0; i < self->answers; ++i) {
        self->last_status =
            wa_give_answer(answers, self->answer, strlen(self->answer), WA_EVIDENCE_RESULT);
    }
    return WA_OK;
}

static uint32_t ask(const wa_host *host, script *what, uint64_t timeout_ms, const char *expected) {
    const wa_evidence_source source = {sizeof source, 0, what, pin, fetch};
    char *answer = NULL;
    size_t size = 0;
    what->asked[0] = '\0';
    const uint32_t status =
        wa_verify_with_evidence(host, request, sizeof request - 1, service, sizeof service - 1,
                                &source, timeout_ms, &answer, &size);
    CHECK(answer != NULL && strlen(answer) == size && strstr(answer, expected) != NULL);
    if (answer != NULL && strstr(answer, expected) == NULL) fprintf(stderr, "%s\n", answer);
    wa_free(answer);
    return status;
}

static void test_call_backs(const wa_host *host) {
    script good = {.block = "", .answer = "\"" ONES "\"", .answers = 1};
    CHECK(ask(host, &good, 0, "\"status\":\"valid\"") == WA_OK);
    CHECK(strcmp(good.asked, QUERY("1") "\n" QUERY("2") "\n") == 0);
    CHECK(good.timeout_ms == 0 && good.last_status == WA_OK);
    good.block = "77";
    CHECK(ask(host, &good, 60000, "\"link\":\"chain_state\"") == WA_OK);
    CHECK(strcmp(good.asked, QUERY_AT("1") "\n" QUERY_AT("2") "\n") == 0);
    CHECK(good.timeout_ms > 0 && good.timeout_ms <= 60000);
    script bad = {.answer = "\"" ONES "\"", .answers = 1};
    CHECK(ask(host, &bad, 0, "no block: pin returned 1280") == WA_ERROR_EVIDENCE);
    bad.block = "";
    bad.answer = NULL;
    CHECK(ask(host, &bad, 0, "no answer: fetch returned 1285") == WA_ERROR_EVIDENCE);
    bad.answer = "\"" ONES "\"";
    bad.answers = 0;
    CHECK(ask(host, &bad, 0, "0 answers to 1 queries") == WA_ERROR_EVIDENCE);
    bad.answers = 2; /* the second is refused, the first counts */
    CHECK(ask(host, &bad, 0, "\"status\":\"valid\"") == WA_OK);
    CHECK(bad.last_status == WA_ERROR_ARGUMENT);
    bad.answers = 1;
    bad.answer = "\"22\"";
    CHECK(ask(host, &bad, 0, "the name has another key") == WA_REJECTED_SIGNER);
}

static void test_misuse(const wa_host *host) {
    script what = {.block = ""};
    const wa_evidence_source sources[] = {
        {sizeof(wa_evidence_source) - 1, 0, &what, pin, fetch},
        {sizeof(wa_evidence_source), 1, &what, pin, fetch},
        {sizeof(wa_evidence_source), 0, &what, pin, NULL},
    };
    static const char *const faults[] = {
        "source: struct_size is 31, expected 32",
        "source: reserved is 1, expected 0",
        "source: fetch is NULL",
    };
    char before[] = "what was in the variable before";
    char *answer = NULL;
    size_t size = 0;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; ++i) {
        answer = before;
        size = 7;
        CHECK(wa_verify_with_evidence(host, request, sizeof request - 1, NULL, 0, &sources[i], 0,
                                      &answer, &size) == WA_ERROR_ARGUMENT);
        CHECK(size == strlen(answer) && strstr(answer, faults[i]) != NULL);
        wa_free(answer);
    }
    answer = before;
    CHECK(wa_verify_with_evidence(host, request, sizeof request - 1, NULL, 0, NULL, 0, &answer,
                                  NULL) == WA_ERROR_ARGUMENT);
    CHECK(answer == NULL);
    CHECK(wa_give_answer(NULL, "1", 1, WA_EVIDENCE_RESULT) == WA_ERROR_ARGUMENT);
    wa_rounds *rounds = NULL;
    answer = before;
    size = 7;
    CHECK(wa_rounds_begin(NULL, request, 1, NULL, 0, &rounds, &answer, &size) == WA_ERROR_ARGUMENT);
    CHECK(rounds == NULL && answer == NULL && size == 0);
    answer = before;
    size = 7;
    CHECK(wa_rounds_give(NULL, "[]", 2, &answer, &size) == WA_ERROR_ARGUMENT);
    CHECK(answer == NULL && size == 0);
    wa_rounds_end(NULL);
}

static void expect(uint32_t status, uint32_t expected, char **answer, const char *text) {
    CHECK(status == expected);
    CHECK(*answer != NULL && strstr(*answer, text) != NULL);
    if (*answer != NULL && strstr(*answer, text) == NULL) fprintf(stderr, "%s\n", *answer);
    wa_free(*answer);
    *answer = NULL;
}

static uint32_t give(wa_rounds *rounds, const char *answers, char **answer) {
    return wa_rounds_give(rounds, answers, strlen(answers), answer, NULL);
}

static void test_rounds(const wa_host *host) {
    wa_rounds *rounds = NULL;
    char *answer = NULL;
    uint32_t status = wa_rounds_begin(host, request, sizeof request - 1, service,
                                      sizeof service - 1, &rounds, &answer, NULL);
    expect(status, WA_NEEDS_EVIDENCE, &answer, "\"queries\":[" QUERY("1") "]");
    const char *const nonsense[] = {"",
                                    "{}",
                                    "[]",
                                    "[1]",
                                    "[{}]",
                                    "[{\"result\":1,\"error\":2}]",
                                    "[{\"x\":1}]",
                                    "[{\"result\":1},{\"result\":1}]",
                                    "[{\"result\":1}"};
    for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; ++i) {
        expect(give(rounds, nonsense[i], &answer), WA_ERROR_ARGUMENT, &answer, "answers");
    }
    expect(give(rounds, "[{\"result\":\"" ONES "\"}]", &answer), WA_NEEDS_EVIDENCE, &answer,
           "\"id\":\"7\",\"status\":\"needs_evidence\",\"queries\":[" QUERY("2") "]");
    expect(give(rounds, "[{\"result\":\"" ONES "\"}]", &answer), WA_OK, &answer,
           "\"link\":\"chain_state\"");
    expect(give(rounds, "[]", &answer), WA_ERROR_ARGUMENT, &answer, "nothing was asked");
    wa_rounds_end(rounds);
    status = wa_rounds_begin(host, request, sizeof request - 1, service, sizeof service - 1,
                             &rounds, &answer, NULL);
    expect(status, WA_NEEDS_EVIDENCE, &answer, "queries");
    expect(give(rounds, "[{\"error\":{\"code\":1}}]", &answer), WA_ERROR_EVIDENCE, &answer,
           "named no key");
    wa_rounds_end(rounds);
    status = wa_rounds_begin(host, "nonsense", 8, NULL, 0, &rounds, &answer, NULL);
    expect(status, WA_MALFORMED_REQUEST, &answer, "malformed");
    expect(give(rounds, "[]", &answer), WA_ERROR_ARGUMENT, &answer, "nothing was asked");
    wa_rounds_end(rounds);
    status = wa_rounds_begin(host, request, sizeof request - 1, NULL, 0, &rounds, &answer, NULL);
    expect(status, WA_UNSUPPORTED_EVIDENCE, &answer, "chain_state");
    wa_rounds_end(rounds);
}

static void test_static_plugins(void) {
    const wa_plugin_entry twice[] = {walletauth_plugin_v0_toy, walletauth_plugin_v0_toy};
    const wa_plugin_entry null[] = {walletauth_plugin_v0_toy, NULL};
    wa_host *host = NULL;
    char *message = NULL;
    CHECK(wa_open_static(NULL, 0, &host, &message) == WA_ERROR_ARGUMENT && host == NULL);
    expect(WA_OK, WA_OK, &message, "static plugins: entry: there is none");
    CHECK(wa_open_static(null, 2, &host, &message) == WA_ERROR_ARGUMENT && host == NULL);
    expect(WA_OK, WA_OK, &message, "static plugins: entry: one is NULL");
    CHECK(wa_open_static(twice, 2, &host, &message) == WA_ERROR_ARGUMENT && host == NULL);
    expect(WA_OK, WA_OK, &message, "toy: overlap: ");
    CHECK(wa_open_static(twice, 1, NULL, NULL) == WA_ERROR_ARGUMENT);
}

int main(void) {
    const wa_plugin_entry entries[] = {walletauth_plugin_v0_toy};
    wa_host *host = NULL;
    char *message = NULL;
    CHECK(wa_open_static(entries, 1, &host, &message) == WA_OK && message == NULL);
    if (host == NULL) return 1;
    test_call_backs(host);
    test_misuse(host);
    test_rounds(host);
    test_static_plugins();
    wa_close(host);
    return failures == 0 ? 0 : 1;
}

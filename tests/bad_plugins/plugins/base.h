/* SPDX-License-Identifier: Apache-2.0 */
/* A plugin that keeps every rule; the files beside it define one macro to break one rule. */
#include <walletauth/plugin.h>

#include <string.h>

#ifndef ID
#define ID "bad"
#endif
#ifndef NOTE
#define NOTE WA_PLUGIN_NOTE(ID)
#endif
#ifndef TABLE_SIZE
#define TABLE_SIZE sizeof(wa_plugin)
#endif
#ifndef MAJOR
#define MAJOR WA_ABI_MAJOR
#endif
#ifndef DESCRIPTION
#define DESCRIPTION "a plugin for tests"
#endif
#ifndef SCHEME_ID
#define SCHEME_ID "bad"
#endif
#ifndef SCHEME_FLAGS
#define SCHEME_FLAGS WA_SCHEME_RECOVERS_KEY
#endif
#ifndef MAX_ACCOUNT
#define MAX_ACCOUNT 64
#endif
#ifndef SCHEMES
#define SCHEMES &scheme
#endif
#ifndef SELF_TEST_STATUS
#define SELF_TEST_STATUS WA_OK
#endif
/* What a plugin does to a good verdict before it returns. */
#ifndef SPOIL
#define SPOIL(verdict)
#endif
/* What normalize_account does after it has written a good answer. */
#ifndef SPOIL_OUTPUT
#define SPOIL_OUTPUT(out) WA_OK
#endif
#ifndef EXTENSION
#define EXTENSION extension
#endif
/* Of the scheme's one method, where its flags say that it may need evidence. */
#ifndef METHOD
#define METHOD "chain_call"
#endif
#ifndef VERIFY
#define VERIFY verify
#endif
#ifndef ENTRY
#define ENTRY                                                                                      \
    WA_EXPORT const wa_plugin *walletauth_plugin_v0(void) { return &table; }
#endif

#define TEXT(literal) {literal, sizeof(literal) - 1}

static inline void verify(const wa_request *const *requests, wa_verdict *const *verdicts,
                          size_t count) {
    for (size_t i = 0; i < count; ++i) {
        wa_verdict *verdict = verdicts[i];
        verdict->status = WA_OK;
        verdict->magic = WA_VALID_MAGIC;
        verdict->link = WA_LINK_DERIVED;
        verdict->account_size = (uint32_t)requests[i]->account.size;
        memcpy(verdict->account, requests[i]->account.data, requests[i]->account.size);
        SPOIL(verdict);
    }
}

static uint32_t write_text(const void *data, size_t size, wa_buffer *out) {
    out->size = size;
    if (size > out->capacity) return WA_ERROR_BUFFER;
    memcpy(out->data, data, size);
    return WA_OK;
}

static uint32_t evidence_queries(const wa_request *request, wa_buffer *out, wa_buffer *detail) {
    (void)request, (void)out, (void)detail;
    return WA_UNSUPPORTED_OPERATION;
}
static uint32_t derive_account(wa_text chain, wa_text scheme_id, wa_bytes key,
                               const wa_parameter *parameters, size_t count, wa_buffer *out,
                               wa_buffer *detail) {
    (void)chain, (void)scheme_id, (void)key, (void)parameters, (void)count, (void)detail;
    return write_text("derived", 7, out);
}
static uint32_t normalize_account(wa_text chain, wa_text account, wa_buffer *out,
                                  wa_buffer *detail) {
    (void)chain, (void)detail;
    const uint32_t status = write_text(account.data, account.size, out);
    return status == WA_OK ? SPOIL_OUTPUT(out) : status;
}
static uint32_t parse(wa_text chain, wa_text scheme_id, wa_text text, wa_buffer *out,
                      wa_buffer *detail) {
    (void)chain, (void)scheme_id, (void)detail;
    return write_text(text.data, text.size, out);
}
static uint32_t format(wa_text chain, wa_text scheme_id, wa_bytes key, wa_buffer *out,
                       wa_buffer *detail) {
    (void)chain, (void)scheme_id, (void)detail;
    return write_text(key.data, key.size, out);
}
static uint32_t self_test(wa_buffer *detail) {
    (void)detail;
    return SELF_TEST_STATUS;
}

static inline const void *extension(wa_text id) {
    (void)id;
    return NULL;
}

static const wa_text chains[] = {TEXT("badnet")};
static const wa_text methods[] = {TEXT(METHOD)};
static const wa_key_info key = {sizeof(wa_key_info), 32, TEXT("none")};
static const wa_key_info *const keys[] = {&key};
static const wa_scheme scheme = {
    .struct_size = sizeof(wa_scheme),
    .revision = 1,
    .flags = SCHEME_FLAGS,
    .id = TEXT(SCHEME_ID),
    .description = TEXT("a scheme for tests"),
    .specification = TEXT("https://example.org/bad"),
    .chains = chains,
    .chain_count = 1,
    .keys = keys,
    .key_count = 1,
    .evidence_methods = methods,
    .evidence_method_count = (SCHEME_FLAGS & WA_SCHEME_MAY_NEED_EVIDENCE) != 0,
    .max_message_size = 1024,
    .max_signature_size = 1024,
    .max_signature_text_size = 1024,
    .max_public_key_size = 32,
    .max_public_key_text_size = 64,
    .max_account_size = MAX_ACCOUNT,
    .max_account_text_size = 64,
};
static const wa_scheme *const schemes[] = {SCHEMES};
static const wa_plugin table = {
    .struct_size = TABLE_SIZE,
    .abi_major = MAJOR,
    .abi_minor = WA_ABI_MINOR,
    .id = TEXT(ID),
    .version = TEXT("1.0.0"),
    .license = TEXT("Apache-2.0"),
    .description = TEXT(DESCRIPTION),
    .schemes = schemes,
    .scheme_count = sizeof schemes / sizeof schemes[0],
    .account_namespaces = chains,
    .account_namespace_count = 1,
    .verify = VERIFY,
    .evidence_queries = evidence_queries,
    .derive_account = derive_account,
    .normalize_account = normalize_account,
    .parse_signature = parse,
    .parse_public_key = parse,
    .format_public_key = format,
    .self_test = self_test,
    .extension = EXTENSION,
};

NOTE;
ENTRY

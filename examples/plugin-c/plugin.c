/* SPDX-License-Identifier: Apache-2.0 */
/* A plugin in C11 with nothing but <walletauth/plugin.h>: the made-up chain demo:main, whose
 * accounts are Ed25519 keys in hex. This file has the functions on text, and the table. */
#include "request.h"
#include "verify.h"

static uint32_t evidence_queries(const wa_request *request, wa_buffer *out, wa_buffer *detail) {
    answer found = check_request(request);
    if (found.status == WA_OK) {
        found = (answer){WA_UNSUPPORTED_OPERATION, "the scheme never needs evidence"};
    }
    return write_refusal(found, out, detail);
}

/* Account and key have the same text: 64 digits, written in lower case. */
static uint32_t write_key(wa_bytes key, wa_buffer *out, wa_buffer *detail) {
    if (key.size != KEY_SIZE) {
        return write_refusal((answer){WA_MALFORMED_PUBLIC_KEY, "public key has not 32 bytes"}, out,
                             detail);
    }
    char digits[ACCOUNT_SIZE];
    encode_hex(key.data, key.size, digits);
    return write_output(digits, sizeof digits, out, detail);
}

static uint32_t derive_account(wa_text chain, wa_text scheme, wa_bytes public_key,
                               const wa_parameter *parameters, size_t parameter_count,
                               wa_buffer *out, wa_buffer *detail) {
    (void)parameters;
    answer found = check_route(chain, scheme);
    if (found.status == WA_OK && parameter_count != 0) {
        found = (answer){WA_UNSUPPORTED_PARAMS, "the scheme has no parameters"};
    }
    if (found.status != WA_OK) return write_refusal(found, out, detail);
    return write_key(public_key, out, detail);
}

static uint32_t normalize_account(wa_text chain, wa_text account, wa_buffer *out,
                                  wa_buffer *detail) {
    const answer known = check_chain(chain);
    if (known.status != WA_OK) return write_refusal(known, out, detail);
    uint8_t key[KEY_SIZE];
    if (!decode_hex(account, key, sizeof key)) {
        return write_refusal((answer){WA_MALFORMED_ACCOUNT, "account is not 64 hex digits"}, out,
                             detail);
    }
    return write_key((wa_bytes){key, sizeof key}, out, detail);
}

static uint32_t parse_hex(wa_text text, size_t size, answer refusal, wa_buffer *out,
                          wa_buffer *detail) {
    uint8_t bytes[SIGNATURE_SIZE];
    if (!decode_hex(text, bytes, size)) return write_refusal(refusal, out, detail);
    return write_output(bytes, size, out, detail);
}

static uint32_t parse_signature(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                                wa_buffer *detail) {
    const answer known = check_route(chain, scheme);
    if (known.status != WA_OK) return write_refusal(known, out, detail);
    const answer refusal = {WA_MALFORMED_SIGNATURE, "signature is not 128 hex digits"};
    return parse_hex(text, SIGNATURE_SIZE, refusal, out, detail);
}

static uint32_t parse_public_key(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                                 wa_buffer *detail) {
    const answer known = check_route(chain, scheme);
    if (known.status != WA_OK) return write_refusal(known, out, detail);
    const answer refusal = {WA_MALFORMED_PUBLIC_KEY, "public key is not 64 hex digits"};
    return parse_hex(text, KEY_SIZE, refusal, out, detail);
}

static uint32_t format_public_key(wa_text chain, wa_text scheme, wa_bytes public_key,
                                  wa_buffer *out, wa_buffer *detail) {
    const answer known = check_route(chain, scheme);
    if (known.status != WA_OK) return write_refusal(known, out, detail);
    return write_key(public_key, out, detail);
}

static const void *extension(wa_text id) {
    (void)id; /* it knows none */
    return NULL;
}

/* Tables are constants: nothing runs when the plugin is loaded. */
#define TEXT(literal) {literal, sizeof(literal) - 1}

static const wa_text chains[] = {TEXT("demo")};
static const wa_key_info ed25519_key = {sizeof(wa_key_info), KEY_SIZE, TEXT("ed25519")};
static const wa_key_info *const keys[] = {&ed25519_key};
static const wa_scheme demo_message = {
    .struct_size = sizeof(wa_scheme),
    .revision = 1,
    .flags = WA_SCHEME_RECOVERS_KEY, /* the account holds the key */
    .id = TEXT("demo-message"),
    .description = TEXT("Ed25519 over a prefixed and hashed message"),
    .specification = TEXT("https://www.rfc-editor.org/rfc/rfc8032"),
    .chains = chains,
    .chain_count = 1,
    .keys = keys,
    .key_count = 1,
    .chain_bound = WA_CHAIN_BOUND_NEVER,
    .max_message_size = MAX_MESSAGE_SIZE,
    .max_signature_size = SIGNATURE_SIZE,
    .max_signature_text_size = 2 * SIGNATURE_SIZE,
    .max_public_key_size = KEY_SIZE,
    .max_public_key_text_size = 2 * KEY_SIZE,
    .max_account_size = ACCOUNT_SIZE,
    .max_account_text_size = ACCOUNT_SIZE,
};
static const wa_scheme *const schemes[] = {&demo_message};
static const wa_plugin table = {
    .struct_size = sizeof(wa_plugin),
    .abi_major = WA_ABI_MAJOR,
    .abi_minor = WA_ABI_MINOR,
    .id = TEXT("demo"),
    .version = TEXT("0.1.0"),
    .license = TEXT("Apache-2.0"),
    .description = TEXT("a plugin in plain C"),
    .schemes = schemes,
    .scheme_count = 1,
    .account_namespaces = chains,
    .account_namespace_count = 1,
    .verify = verify,
    .evidence_queries = evidence_queries,
    .derive_account = derive_account,
    .normalize_account = normalize_account,
    .parse_signature = parse_signature,
    .parse_public_key = parse_public_key,
    .format_public_key = format_public_key,
    .self_test = self_test,
    .extension = extension,
};

WA_PLUGIN_NOTE("demo");
WA_EXPORT const wa_plugin *WA_PLUGIN_ENTRY(void) { return &table; }

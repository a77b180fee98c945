/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The extension `walletauth.sign-in/1` of a plugin: the texts by which wallets sign in, such as
 * EIP-4361. A plugin gives its table where wa_plugin.extension is asked for this id; a plugin
 * without such texts gives NULL.
 *
 * A *form* is one way to write a sign-in text. A service names the forms that it takes; nothing is
 * guessed. `read` says what a text claims, out of the very bytes that the signature covers.
 * `compose` writes such a text, so that `read` gives back what was put in.
 *
 * Both functions are pure, as every function of a plugin (docs/abi.md, "pure"): any thread, no
 * state. `out` and `detail` are written whole or not at all, as in plugin.h. A refusal's detail
 * begins with the name of the check that failed and a colon, such as "grammar: line 3 ...". The
 * names are in docs/sign-in-forms.md.
 */
#ifndef WALLETAUTH_SIGN_IN_H
#define WALLETAUTH_SIGN_IN_H

#include <walletauth/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WA_SIGN_IN_EXTENSION "walletauth.sign-in/1"

/** The largest claims, in bytes of canonical JSON. */
#define WA_CLAIMS_CAPACITY 8192u

/* What a form's texts can claim: bits of wa_sign_in_form.claims, and members of the claims. */
#define WA_CLAIM_ACCOUNT UINT64_C(0x0001)         /* account: bare, as written */
#define WA_CLAIM_CHAIN UINT64_C(0x0002)           /* chain: CAIP-2 */
#define WA_CLAIM_DOMAIN UINT64_C(0x0004)          /* domain: host[:port], or a recipient */
#define WA_CLAIM_URI UINT64_C(0x0008)             /* uri: RFC 3986 */
#define WA_CLAIM_VERSION UINT64_C(0x0010)         /* version: "1" */
#define WA_CLAIM_NONCE UINT64_C(0x0020)           /* nonce: 8 or more of [A-Za-z0-9] */
#define WA_CLAIM_STATEMENT UINT64_C(0x0040)       /* statement: words for the user */
#define WA_CLAIM_ISSUED_AT UINT64_C(0x0080)       /* issued_at, issued_at_seconds */
#define WA_CLAIM_EXPIRATION_TIME UINT64_C(0x0100) /* expiration_time, expiration_time_seconds */
#define WA_CLAIM_NOT_BEFORE UINT64_C(0x0200)      /* not_before, not_before_seconds */
#define WA_CLAIM_REQUEST_ID UINT64_C(0x0400)      /* request_id */
#define WA_CLAIM_RESOURCES UINT64_C(0x0800)       /* resources: an array of URIs */
#define WA_CLAIM_SCHEME UINT64_C(0x1000)          /* scheme: of a URI, before the domain */
#define WA_CLAIM_CALLBACK_URL UINT64_C(0x2000) /* callback_url: where the answer goes (NEP-413) */

/** One form of one scheme. Constant, lives for ever. */
typedef struct wa_sign_in_form {
    uint32_t struct_size; /* sizeof(wa_sign_in_form) of the plugin's build */
    uint32_t reserved;    /* 0 */
    wa_text id;           /* such as "eip4361": 1 to 32 of [a-z0-9-] */
    wa_text scheme;       /* one of the plugin's schemes */
    uint64_t claims;      /* WA_CLAIM_* that its texts can carry */
} wa_sign_in_form;

/** The table of the extension. Constant, lives for ever. */
typedef struct wa_sign_in_table {
    uint32_t struct_size; /* sizeof(wa_sign_in_table) of the plugin's build */
    uint32_t reserved;    /* 0 */
    const wa_sign_in_form *const *forms;
    size_t form_count; /* at most 64 */

    /**
     * What the message of a request claims: the same request that `verify` gets. Only `scheme`,
     * `chain`, `account`, `message` and parameters are looked at. Of the signature nothing is, but
     * for what was signed where a signature carries that.
     *
     * out: canonical JSON, an object of the members above, at most WA_CLAIMS_CAPACITY bytes. A time
     * has its text as signed, and beside it whole seconds since 1970, rounded down. What the text
     * does not claim is absent; empty and absent differ.
     *
     * WA_OK; WA_MALFORMED_MESSAGE: no text of this form; WA_MALFORMED_PARAMS: a parameter that is
     * part of it; WA_UNSUPPORTED_OPERATION: no such form of this scheme; what check_request says.
     */
    uint32_t (*read)(const wa_request *request, wa_text form, wa_buffer *out,
                     wa_buffer *detail) WA_NOEXCEPT;

    /**
     * A text with these claims.
     *
     * fields: canonical JSON, an object of the members above but for the `*_seconds`.
     * out: {"message":...,"params":...,"wallet":...}, canonical JSON: the request's members as the
     * wire format has them, and what a page calls of the wallet: {"method":...,"params":...}.
     *
     * WA_OK; WA_MALFORMED_MESSAGE: `read` would refuse such a text, or it could not give back what
     * was put in; WA_UNSUPPORTED_CHAIN; WA_UNSUPPORTED_OPERATION as above.
     */
    uint32_t (*compose)(wa_text chain, wa_text scheme, wa_text form, wa_bytes fields,
                        wa_buffer *out, wa_buffer *detail) WA_NOEXCEPT;
} wa_sign_in_table;

#ifdef __cplusplus
}
#endif

#endif /* WALLETAUTH_SIGN_IN_H */

/* SPDX-License-Identifier: Apache-2.0 */
#include "request.h"

#define BY_EVIDENCE (WA_ACCEPT_CHAIN_STATE | WA_ACCEPT_COUNTERFACTUAL)

answer check_chain(wa_text chain) {
    if (text_is(chain, "demo:main")) return answer_ok;
    return (answer){WA_UNSUPPORTED_CHAIN, "the only chain is demo:main"};
}

answer check_route(wa_text chain, wa_text scheme) {
    if (!text_is(scheme, "demo-message")) {
        return (answer){WA_UNSUPPORTED_SCHEME, "the only scheme is demo-message"};
    }
    return check_chain(chain);
}

/* A field that this plugin does not know may restrict the request: it must not be dropped. */
static answer check_layout(const wa_request *request) {
    if (request == NULL || request->struct_size < WA_REQUEST_MIN_SIZE) {
        return (answer){WA_ERROR_ARGUMENT, "no request, or a short one"};
    }
    const unsigned char *bytes = (const unsigned char *)request;
    for (size_t i = sizeof *request; i < request->struct_size; ++i) {
        if (bytes[i] != 0) return (answer){WA_UNSUPPORTED_FLAG, "unknown request field"};
    }
    if (request->reserved != 0) return (answer){WA_UNSUPPORTED_FLAG, "reserved field is not 0"};
    return answer_ok;
}

static answer check_unsupported(const wa_request *request) {
    const answer route = check_route(request->chain, request->scheme);
    if (route.status == WA_UNSUPPORTED_SCHEME) return route;
    if (request->flags != 0) {
        return (answer){WA_UNSUPPORTED_FLAG, "unknown request flags, or no compat"};
    }
    if (request->parameter_count != 0) {
        return (answer){WA_UNSUPPORTED_PARAMS, "the scheme has no parameters"};
    }
    if (request->evidence_count != 0 || request->block.size != 0 ||
        (request->accept != 0 && (request->accept & ~BY_EVIDENCE) == 0)) {
        return (answer){WA_UNSUPPORTED_EVIDENCE, "the scheme uses no evidence"};
    }
    return route; /* last, as with plugin.hpp: the table names a namespace, not its chains */
}

static answer check_malformed(const wa_request *request) {
    if (request->accept == 0 || (request->accept & ~(WA_ACCEPT_DERIVED | BY_EVIDENCE)) != 0) {
        return (answer){WA_MALFORMED_REQUEST, "accept is not 1 to 7"};
    }
    if (request->account.size == 0 && request->public_key.size == 0) {
        return (answer){WA_MALFORMED_ACCOUNT, "neither an account nor a key is claimed"};
    }
    if (request->account.size > ACCOUNT_SIZE) {
        return (answer){WA_MALFORMED_ACCOUNT, "account is longer than 64 digits"};
    }
    if (request->public_key.size != 0 && request->public_key.size != KEY_SIZE) {
        return (answer){WA_MALFORMED_PUBLIC_KEY, "public key has not 32 bytes"};
    }
    if (request->message.size > MAX_MESSAGE_SIZE) {
        return (answer){WA_MALFORMED_MESSAGE, "message is longer than 65,536 bytes"};
    }
    if (request->signature.size > SIGNATURE_SIZE) {
        return (answer){WA_MALFORMED_SIGNATURE, "signature is longer than 64 bytes"};
    }
    return answer_ok;
}

answer check_request(const wa_request *request) {
    answer found = check_layout(request);
    if (found.status == WA_OK) found = check_unsupported(request);
    if (found.status == WA_OK) found = check_malformed(request);
    return found;
}

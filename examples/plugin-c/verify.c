/* SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include "request.h"

#include <sodium/crypto_hash_sha256.h>
#include <sodium/crypto_sign_ed25519.h>

#include <string.h>

/* libsodium's reading of Ed25519: S below the group order, canonical key and R, neither of small
 * order, no cofactor. It takes arguments of fixed size and needs no sodium_init for it. */
static int is_signed(const wa_request *request, const uint8_t *key) {
    static const char prefix[] = "Example Signed Message:\n";
    crypto_hash_sha256_state state;
    uint8_t hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, (const uint8_t *)prefix, sizeof prefix - 1);
    if (request->message.size != 0) {
        crypto_hash_sha256_update(&state, request->message.data, request->message.size);
    }
    crypto_hash_sha256_final(&state, hash);
    return crypto_sign_ed25519_verify_detached(request->signature.data, hash, sizeof hash, key) ==
           0;
}

/* The account whose key signed, or why there is none. The account is the key in lower-case hex. */
static answer prove(const wa_request *request, uint8_t *key, char *account) {
    const answer checked = check_request(request);
    if (checked.status != WA_OK) return checked;
    const int claimed = request->account.size != 0;
    if (claimed && !decode_hex(request->account, key, KEY_SIZE)) {
        return (answer){WA_MALFORMED_ACCOUNT, "account is not 64 hex digits"};
    }
    if (claimed) {
        encode_hex(key, KEY_SIZE, account);
        if (memcmp(account, request->account.data, ACCOUNT_SIZE) != 0) {
            return (answer){WA_MALFORMED_ACCOUNT, "account is not in lower case"};
        }
    }
    if (request->signature.size != SIGNATURE_SIZE) {
        return (answer){WA_MALFORMED_SIGNATURE, "signature has not 64 bytes"};
    }
    if (request->public_key.size != 0) {
        if (claimed && memcmp(key, request->public_key.data, KEY_SIZE) != 0) {
            return (answer){WA_REJECTED_SIGNER, "the key is not the account's"};
        }
        memcpy(key, request->public_key.data, KEY_SIZE);
        encode_hex(key, KEY_SIZE, account);
    }
    if (!is_signed(request, key)) {
        return (answer){WA_REJECTED_SIGNATURE, "ed25519 signature does not match"};
    }
    return answer_ok;
}

static void verify_one(const wa_request *request, wa_verdict *verdict) {
    uint8_t key[KEY_SIZE];
    char account[ACCOUNT_SIZE];
    const answer found = prove(request, key, account);
    wa_verdict written;
    memset(&written, 0, sizeof written);
    written.struct_size = verdict->struct_size;
    written.status = found.status;
    if (found.status == WA_OK) {
        written.magic = WA_VALID_MAGIC;
        written.link = WA_LINK_DERIVED;
        written.account_size = ACCOUNT_SIZE;
        written.public_key_size = KEY_SIZE;
        memcpy(written.account, account, ACCOUNT_SIZE);
        memcpy(written.public_key, key, KEY_SIZE);
    } else {
        written.detail_size = (uint32_t)strlen(found.why);
        memcpy(written.detail, found.why, written.detail_size);
    }
    memcpy(verdict, &written, sizeof written);
}

void verify(const wa_request *const *requests, wa_verdict *const *verdicts, size_t count) {
    for (size_t i = 0; i < count; ++i) {
        if (verdicts[i] == NULL || verdicts[i]->struct_size < WA_VERDICT_MIN_SIZE) continue;
        verify_one(requests[i], verdicts[i]);
    }
}

static uint32_t status_of(const char *account, const char *signature) {
    uint8_t bytes[SIGNATURE_SIZE];
    uint8_t key[KEY_SIZE];
    char proven[ACCOUNT_SIZE];
    if (!decode_hex((wa_text){signature, strlen(signature)}, bytes, sizeof bytes)) {
        return WA_MALFORMED_SIGNATURE;
    }
    wa_request request;
    memset(&request, 0, sizeof request);
    request.struct_size = sizeof request;
    request.scheme = (wa_text){"demo-message", 12};
    request.chain = (wa_text){"demo:main", 9};
    request.account = (wa_text){account, strlen(account)};
    request.message = (wa_bytes){(const uint8_t *)"hello", 5};
    request.signature = (wa_bytes){bytes, sizeof bytes};
    request.accept = WA_ACCEPT_DERIVED;
    return prove(&request, key, proven).status;
}

uint32_t self_test(wa_buffer *detail) {
    if (detail != NULL) detail->size = 0;
    /* The key of RFC 8032, section 7.1, test 1; signed by OpenSSL. */
    if (status_of("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                  "f774c09a270feb318d66886f73c57b560751377d5a1c9dad5ece678eadce2c3b"
                  "a36860167479aa659a882af2804f2538ae04c2f9a5b58edd11f52e1f61d0a304") != WA_OK) {
        return write_refusal((answer){WA_ERROR_INTERNAL, "a good signature fails"}, NULL, detail);
    }
    /* With the identity as key and R, S = 0 signs everything: a strict library refuses it. */
    if (status_of("0100000000000000000000000000000000000000000000000000000000000000",
                  "0100000000000000000000000000000000000000000000000000000000000000"
                  "0000000000000000000000000000000000000000000000000000000000000000") !=
        WA_REJECTED_SIGNATURE) {
        return write_refusal((answer){WA_ERROR_INTERNAL, "a key of small order passes"}, NULL,
                             detail);
    }
    return WA_OK;
}

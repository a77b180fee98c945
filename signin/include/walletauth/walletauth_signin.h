/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Signing in, in C11, for bindings from any language: a challenge for a user, and a session for
 * what they signed (docs/sign-in.md). It stands on walletauth.h, whose rules of texts, statuses,
 * ownership and threads hold here.
 *
 * Times are seconds since 1970, UTC. They are handed in, since the library reads no clock of the
 * wall.
 */
#ifndef WALLETAUTH_SIGNIN_H
#define WALLETAUTH_SIGNIN_H

#include <walletauth/walletauth.h>
#include <walletauth/walletauth_evidence.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How one client of a service signs its users in. Any number of threads at once. */
typedef struct wa_sign_in wa_sign_in;

/* What a store answers to a consumption. Anything else counts as unavailable. */
#define WA_CONSUMED_FIRST 1       /* nobody consumed the key before; now it is consumed */
#define WA_CONSUMED_AGAIN 2       /* somebody did */
#define WA_CONSUMED_UNAVAILABLE 3 /* it can't be asked, or it is not known whether it wrote */

#define WA_GENERATION_CAPACITY 256

/**
 * A store of the host's own, such as the database that it has already. Its functions are called on
 * the thread that signs in, any number at once; they must not throw.
 *
 * The generation names one history of the store. It must change with all that may make the store
 * forget: a restart without its data, a fail-over, a flush. Write it to `generation`, 1 to
 * WA_GENERATION_CAPACITY bytes.
 */
typedef struct wa_store {
    uint32_t struct_size; /* sizeof(wa_store) */
    uint32_t reserved;    /* 0 */
    void *context;        /* handed to both functions; may be NULL */

    /**
     * Marks `key` as consumed if it is not, atomically over all that share the store, for at least
     * `ttl_seconds`. The generation must be that of the very transaction which consumed.
     * WA_CONSUMED_*.
     */
    uint32_t (*consume)(void *context, const char *key, size_t key_size, uint64_t ttl_seconds,
                        wa_buffer *generation);

    /** The present generation. WA_OK, or any other status where the store can't be asked. */
    uint32_t (*generation)(void *context, wa_buffer *generation);
} wa_store;

/**
 * Opens a client. `config` is a JSON object (docs/wire-format.md, "Signing in"). `keys`: the text
 * of a key file; empty: keys are made, which live as long as the object. `store`: NULL is the
 * memory of this process, which refuses a key file. A store's context must outlive the object; the
 * host need not. On failure *sign_in is NULL, the status WA_ERROR_ARGUMENT or WA_ERROR_MEMORY, and
 * *message, if `message` is not NULL, says why; free it.
 */
WA_EXPORT uint32_t wa_sign_in_open(const wa_host *host, const char *config, size_t config_size,
                                   const char *keys, size_t keys_size, const wa_store *store,
                                   wa_sign_in **sign_in, char **message) WA_NOEXCEPT;

/** Ends it; NULL is allowed. It must be the last call. */
WA_EXPORT void wa_sign_in_close(wa_sign_in *sign_in) WA_NOEXCEPT;

/**
 * A challenge for a user's request object. `context`: what the host knows of the connection, a JSON
 * object; empty: nothing. Returns the answer's status; *answer is never NULL but on
 * WA_ERROR_MEMORY, and on WA_ERROR_ARGUMENT for a NULL argument. *http, if `http` is not NULL: the
 * HTTP status that fits, 500 where there is no answer.
 */
WA_EXPORT uint32_t wa_challenge_json(const wa_sign_in *sign_in, const char *request,
                                     size_t request_size, const char *context, size_t context_size,
                                     int64_t now, int *http, char **answer,
                                     size_t *answer_size) WA_NOEXCEPT;

/**
 * Signs a user in by a request object. WA_OK means that somebody has signed in, once. `source` and
 * `timeout_ms` as in wa_verify_with_evidence; NULL: no node is asked.
 */
WA_EXPORT uint32_t wa_sign_in_json(const wa_sign_in *sign_in, const char *request,
                                   size_t request_size, const char *context, size_t context_size,
                                   int64_t now, const wa_evidence_source *source,
                                   uint64_t timeout_ms, int *http, char **answer,
                                   size_t *answer_size) WA_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif

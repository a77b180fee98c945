/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The resolver in C11: nodes that an operator's file names answer what only their chain can tell.
 * docs/resolver.md says what it promises, and what the file holds. In short:
 *
 *     wa_resolver *resolver = NULL;
 *     wa_evidence_source source;
 *     wa_open_resolver(file, file_size, NULL, &resolver, &message);
 *     wa_resolver_source(resolver, NULL, &source);
 *     wa_verify_with_evidence(host, request, request_size, service, service_size, &source, 5000,
 *                             &answer, &answer_size);
 *     wa_close_resolver(resolver);
 *
 * Link walletauth_resolver_c (CMake: walletauth::resolver_c; pkg-config: walletauth-resolver).
 * Texts, statuses and ownership are as in walletauth.h: no function throws, and texts that are
 * returned go to wa_free. Threads: all functions but the two that close may be called at the same
 * time. One thread of the resolver's own asks the nodes.
 */
#ifndef WALLETAUTH_RESOLVER_H
#define WALLETAUTH_RESOLVER_H

#include <walletauth/walletauth_evidence.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The nodes of one file, for the chains whose nodes this build knows. */
typedef struct wa_resolver wa_resolver;

/** One client, as an address or a session, whose questions are counted. */
typedef struct wa_resolver_client wa_resolver_client;

/* Levels of a line for the log. */
#define WA_RESOLVER_LOG_INFO 0u    /* an endpoint is back */
#define WA_RESOLVER_LOG_WARNING 1u /* a fault, a disagreement, an endpoint left alone */
#define WA_RESOLVER_LOG_ERROR                                                                      \
    2u /* an endpoint of another chain: out until the file is read again */

typedef struct wa_resolver_options {
    uint32_t struct_size; /* sizeof(wa_resolver_options) */
    uint32_t reserved;    /* 0 */
    void *context;        /* handed to `log`; may be NULL */

    /**
     * Takes one line of printable ASCII, without a line feed and without a NUL; good until it
     * returns. It has the names of chain and endpoint, never a URL or a header. Called from any
     * thread, one call at a time; must not call the resolver. NULL: nothing is logged.
     */
    void (*log)(void *context, uint32_t level, const char *line, size_t line_size);
} wa_resolver_options;

/**
 * Reads a file of endpoints, which nobody but root and this process's user may be able to write.
 * `options` may be NULL. No node is asked yet: one that is down is no error. All or nothing: on
 * failure *resolver is NULL, the status WA_ERROR_ARGUMENT (NULL, options of another size, or a file
 * that was refused) or WA_ERROR_MEMORY, and *message, if `message` is not NULL, says file, member
 * and value for a file that was refused, else NULL; free it.
 */
WA_EXPORT uint32_t wa_open_resolver(const char *path, size_t path_size,
                                    const wa_resolver_options *options, wa_resolver **resolver,
                                    char **message) WA_NOEXCEPT;

/**
 * Fills `source`, which wa_verify_with_evidence takes, any number of times and from any number of
 * threads at once. It holds no memory: good until the resolver is closed, and the client if one was
 * given. `client` NULL: nobody's questions are counted. WA_OK; WA_ERROR_ARGUMENT for another NULL.
 *
 * A question takes 5 s at most, whatever `timeout_ms` says. Without an answer the verification's
 * status is WA_ERROR_EVIDENCE: deny, and do not call the signature invalid.
 */
WA_EXPORT uint32_t wa_resolver_source(wa_resolver *resolver, wa_resolver_client *client,
                                      wa_evidence_source *source) WA_NOEXCEPT;

/**
 * Makes a client of that name, at most 256 bytes: clients of one name share what the file's
 * `limits` allow. On failure *client is NULL: WA_ERROR_ARGUMENT for NULL and for a name that is
 * empty or too long, WA_ERROR_MEMORY.
 */
WA_EXPORT uint32_t wa_open_resolver_client(wa_resolver *resolver, const char *name,
                                           size_t name_size,
                                           wa_resolver_client **client) WA_NOEXCEPT;

/** Ends a client; NULL is allowed. Before its resolver, and after what uses it has returned. */
WA_EXPORT void wa_close_resolver_client(wa_resolver_client *client) WA_NOEXCEPT;

/**
 * Reads the file again, as on SIGHUP (but not from a signal handler): all of it holds from then on,
 * or nothing changes. WA_OK; WA_ERROR_ARGUMENT with *message as in wa_open_resolver;
 * WA_ERROR_MEMORY.
 */
WA_EXPORT uint32_t wa_reload_resolver(wa_resolver *resolver, char **message) WA_NOEXCEPT;

/**
 * The metrics as Prometheus text (exposition format 0.0.4); docs/resolver.md has their names.
 * WA_OK; WA_ERROR_ARGUMENT for NULL (`text_size` may be NULL); WA_ERROR_MEMORY, *text is NULL then.
 */
WA_EXPORT uint32_t wa_resolver_metrics(const wa_resolver *resolver, char **text,
                                       size_t *text_size) WA_NOEXCEPT;

/**
 * Ends the resolver and its thread; NULL is allowed. No other call on it, on its clients, or on a
 * source of it may run or come. A request to a node that is under way is dropped.
 */
WA_EXPORT void wa_close_resolver(wa_resolver *resolver) WA_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif

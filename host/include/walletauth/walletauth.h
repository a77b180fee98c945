/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The host API in C11, for bindings from any language: open a plugin set, verify, close.
 *
 *  - Threads: a wa_host is immutable; every function but wa_close may be called on it from any
 *    number of threads at once. wa_close must be the last call.
 *  - Stack: a thread that calls needs 320 KiB: 256 KiB that plugin.h promises to plugins, and 64
 * KiB for the host's own part.
 *  - Processes, sandboxes, other copies of the plugins' libraries: docs/embedding.md.
 *  - Ownership: the caller keeps what it passes in. Texts returned through `char **` are the
 *    caller's to hand to wa_free.
 *  - Texts are pointer and size in bytes, without NUL; an empty one may be NULL, and NULL with a
 *    size is WA_ERROR_ARGUMENT. Texts that are returned have a NUL behind them that their size does
 *    not count.
 *  - Answers: where a call gives none, *answer is NULL and *answer_size is 0. That is so where an
 *    argument is NULL that must not be, and where memory is out, and never else.
 *  - A message of a function that opens comes without its size. A NUL in it, as a path may have
 * one, is written \x00.
 *  - Statuses are those of plugin.h: WA_STATUS_CLASS tells the class. A call that could not be
 *    carried out is WA_ERROR_*: deny, and do not call the signature invalid.
 *  - No function throws, prints or exits.
 */
#ifndef WALLETAUTH_WALLETAUTH_H
#define WALLETAUTH_WALLETAUTH_H

#include <walletauth/plugin.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A loaded plugin set and its verifier. */
typedef struct wa_host wa_host;

/**
 * Opens what a TOML manifest lists (docs/abi.md, "Loading"). All or nothing: on failure *host is
 * NULL, the status WA_ERROR_ARGUMENT (a plugin or the manifest was refused) or WA_ERROR_MEMORY, and
 * *message, if `message` is not NULL, says file, rule and value, or which argument is wrong; free
 * it. It is NULL where `host` is, and where memory is out.
 */
WA_EXPORT uint32_t wa_open_manifest(const char *path, size_t path_size, wa_host **host,
                                    char **message) WA_NOEXCEPT;

/** Opens every *.so of a directory, granting all that each describes: for development. */
WA_EXPORT uint32_t wa_open_directory(const char *path, size_t path_size, wa_host **host,
                                     char **message) WA_NOEXCEPT;

/**
 * Opens the plugins that are installed with libwalletauth.so, as wa_open_directory does: those of
 * walletauth/plugins in the folder that the library was loaded from. A library that was loaded by a
 * relative name is WA_ERROR_ARGUMENT, for the folder that it names may have changed. In the shared
 * library only: a program that holds the archive knows where its plugins are.
 */
WA_EXPORT uint32_t wa_open_installed(wa_host **host, char **message) WA_NOEXCEPT;

/**
 * Opens plugins that are linked into the program, granting all that each describes. `entries` are
 * their entries: walletauth_add_plugin of CMake builds walletauth_plugin_NAME_static, whose entry
 * is walletauth_plugin_v0_NAME. None, a NULL among them, and a scheme whose accounts none of them
 * holds are refused; all else as in wa_open_manifest. The message names a plugin by its id.
 */
WA_EXPORT uint32_t wa_open_static(const wa_plugin_entry *entries, size_t count, wa_host **host,
                                  char **message) WA_NOEXCEPT;

/** Ends a host; NULL is allowed. The plugins' code stays mapped. */
WA_EXPORT void wa_close(wa_host *host) WA_NOEXCEPT;

/** Frees a text that this API returned; NULL is allowed. */
WA_EXPORT void wa_free(char *text) WA_NOEXCEPT;

/**
 * Verifies one request of the wire format (docs/wire-format.md), at most 4 MiB. `service` is the
 * service's part, which decides the answer and never comes from the user: empty, or a JSON object
 * of at most 4 MiB with any of `params`, `accept`, `compat`, `block` and `evidence`; one that is no
 * such object is WA_ERROR_ARGUMENT. Returns the verdict's status and stores the answer object in
 * *answer (NULL only on WA_ERROR_MEMORY, and on WA_ERROR_ARGUMENT for a NULL argument).
 */
WA_EXPORT uint32_t wa_verify_json(const wa_host *host, const char *request, size_t request_size,
                                  const char *service, size_t service_size, char **answer,
                                  size_t *answer_size) WA_NOEXCEPT;

/** Normalises or derives an account: the account request of the wire format. */
WA_EXPORT uint32_t wa_account_json(const wa_host *host, const char *request, size_t request_size,
                                   char **answer, size_t *answer_size) WA_NOEXCEPT;

/** All that is loaded: plugins, schemes with parameters and limits, routes; one JSON object. */
WA_EXPORT uint32_t wa_describe_json(const wa_host *host, char **answer,
                                    size_t *answer_size) WA_NOEXCEPT;

/* A CAIP-10 id: chain (41), colon, and 128 bytes that may all be percent-encoded. */
#define WA_CAIP10_CAPACITY 432

/* A verdict's detail: the plugin's WA_DETAIL_CAPACITY bytes, and what the host knows beside. */
#define WA_HOST_DETAIL_CAPACITY 400

/**
 * A verdict without pointers. Valid means: `status` is WA_OK and `magic` is WA_VALID_MAGIC. Sizes
 * are the bytes used of each array; arrays hold no NUL.
 */
typedef struct wa_flat_verdict {
    uint32_t struct_size; /* set by the caller: sizeof(wa_flat_verdict) */
    uint32_t status;
    uint64_t magic;
    uint32_t link;
    uint32_t flags;
    uint32_t account_size;
    uint32_t address_size;
    uint32_t public_key_size;
    uint32_t block_size;
    uint32_t detail_size;
    uint32_t reserved;
    char account[WA_CAIP10_CAPACITY]; /* CAIP-10 */
    char address[WA_ACCOUNT_CAPACITY];
    uint8_t public_key[WA_KEY_CAPACITY];
    char block[WA_BLOCK_CAPACITY];
    char detail[WA_HOST_DETAIL_CAPACITY];
} wa_flat_verdict;

WA_STATIC_ASSERT(sizeof(wa_flat_verdict) == 1152, "wa_flat_verdict");

/**
 * Verifies with pointers and sizes only, as cgo and similar borders need it. `account` as in the
 * wire format, `public_key` and `signature` as bytes; empty means not given. `params` is empty or a
 * JSON object with the user's parameters; `service` as in wa_verify_json. Fills *verdict and
 * returns its status. A NULL or short verdict is WA_ERROR_ARGUMENT: of a short one `status` and
 * `magic` are written, if its struct_size covers them, and nothing else. The queries of
 * WA_NEEDS_EVIDENCE come from wa_verify_json.
 */
WA_EXPORT uint32_t wa_verify_flat(const wa_host *host, const char *chain, size_t chain_size,
                                  const char *scheme, size_t scheme_size, const char *account,
                                  size_t account_size, const uint8_t *public_key,
                                  size_t public_key_size, const uint8_t *message,
                                  size_t message_size, const uint8_t *signature,
                                  size_t signature_size, const char *params, size_t params_size,
                                  const char *service, size_t service_size,
                                  wa_flat_verdict *verdict) WA_NOEXCEPT;

/* A public key in the notation of its chain. */
#define WA_KEY_TEXT_CAPACITY 256

/** What wa_verify_text writes. */
typedef struct wa_text_verdict {
    wa_flat_verdict flat; /* its struct_size is set by the caller: sizeof(wa_text_verdict) */
    uint32_t key_text_size;
    uint32_t reserved;
    char key_text[WA_KEY_TEXT_CAPACITY]; /* flat.public_key in the notation of its chain */
} wa_text_verdict;

WA_STATIC_ASSERT(sizeof(wa_text_verdict) == 1416, "wa_text_verdict");

/**
 * wa_verify_flat with the notations of wa_verify_json: `public_key` and `signature` are what a
 * string of the wire format holds, or the source text of its array or object. An empty key means
 * not given. So a border that has texts neither writes nor reads JSON. A key whose notation does
 * not fit into key_text is WA_ERROR_BUFFER: wa_verify_json says it.
 */
WA_EXPORT uint32_t wa_verify_text(const wa_host *host, const char *chain, size_t chain_size,
                                  const char *scheme, size_t scheme_size, const char *account,
                                  size_t account_size, const char *public_key,
                                  size_t public_key_size, const uint8_t *message,
                                  size_t message_size, const char *signature, size_t signature_size,
                                  const char *params, size_t params_size, const char *service,
                                  size_t service_size, wa_text_verdict *verdict) WA_NOEXCEPT;

/**
 * The canonical bare account of a key, or of a compact id in the manner of kwil-db where the scheme
 * has one. Writes at most `capacity` bytes to `address` and the size to *address_size; too small
 * is WA_ERROR_BUFFER with the size needed, WA_ACCOUNT_CAPACITY is always enough.
 */
WA_EXPORT uint32_t wa_identify(const wa_host *host, const char *chain, size_t chain_size,
                               const char *scheme, size_t scheme_size, const uint8_t *compact_id,
                               size_t compact_id_size, char *address, size_t capacity,
                               size_t *address_size) WA_NOEXCEPT;

/** "valid", "rejected", "malformed", "unsupported", "needs_evidence" or "error"; static, with NUL.
 */
WA_EXPORT const char *wa_status_name(uint32_t status) WA_NOEXCEPT;

/** The value within the class, such as "signer"; "" where there is none; static, with NUL. */
WA_EXPORT const char *wa_reason_name(uint32_t status) WA_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The walletauth plugin ABI: everything that a plugin and its host share.
 *
 * C11, also valid C++23. Needs nothing but <stddef.h> and <stdint.h>. LP64 only.
 * The rules that a declaration cannot express are in docs/abi.md; in short:
 *
 *  - A plugin is a shared object that exports exactly one symbol, WA_PLUGIN_ENTRY, and carries the
 *    identity note of WA_PLUGIN_NOTE. The entry returns a `static const wa_plugin`.
 *  - A plugin is pure: no network, file, clock, environment, locale, thread, randomness or mutable
 *    state. The same request gives the same verdict on every machine.
 *  - Threads: every function may be called from any thread, at any time, any number at once, on a
 *    stack of 256 KiB. No lock, no thread-local state, nothing on stdout or stderr.
 *  - Ownership: whoever hands over a pointer keeps what it points to. Nothing crosses to be freed.
 *    No pointer of a call is kept after it returns; what a table points to lives for ever.
 *  - No exception crosses. In C++ every function pointer of the table is noexcept.
 *  - An empty text or array has size 0; its data may then be NULL or anything, and is not read.
 */
#ifndef WALLETAUTH_PLUGIN_H
#define WALLETAUTH_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define WA_NOEXCEPT noexcept
#define WA_STATIC_ASSERT(condition, text) static_assert(condition, text)
extern "C" {
#else
#define WA_NOEXCEPT
#define WA_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#endif

/* Until release 1.0 both numbers must match exactly; WA_ABI_MINOR rises with every change of layout
 * or meaning in this file. */
#define WA_ABI_MAJOR 0
#define WA_ABI_MINOR 2

/* Status = class * 256 + value. A value that the reader does not know counts as its class. */
#define WA_STATUS_CLASS(status) ((uint32_t)(status) >> 8)

#define WA_CLASS_OK 0
#define WA_CLASS_REJECTED 1       /* well formed, and not the account's signature of this message */
#define WA_CLASS_MALFORMED 2      /* not well formed */
#define WA_CLASS_UNSUPPORTED 3    /* this plugin, or this grant, does not do it */
#define WA_CLASS_NEEDS_EVIDENCE 4 /* only chain state can tell: ask evidence_queries */
#define WA_CLASS_ERROR 5          /* no answer: deny now, never cache, never call it invalid */

#define WA_OK 0x000

#define WA_REJECTED 0x100
#define WA_REJECTED_SIGNATURE 0x101 /* no valid signature of this message, or out of its ranges */
#define WA_REJECTED_SIGNER 0x102    /* another account's key; its signature need not be checked */
#define WA_REJECTED_POLICY 0x103    /* means something else than signing in, or another chain */

#define WA_MALFORMED 0x200
#define WA_MALFORMED_REQUEST 0x201
#define WA_MALFORMED_CHAIN 0x202
#define WA_MALFORMED_ACCOUNT 0x203
#define WA_MALFORMED_PUBLIC_KEY 0x204
#define WA_MALFORMED_PARAMS 0x205
#define WA_MALFORMED_MESSAGE 0x206
#define WA_MALFORMED_SIGNATURE 0x207
#define WA_MALFORMED_EVIDENCE 0x208

#define WA_UNSUPPORTED 0x300
#define WA_UNSUPPORTED_SCHEME 0x301
#define WA_UNSUPPORTED_CHAIN 0x302
#define WA_UNSUPPORTED_OPERATION 0x303
#define WA_UNSUPPORTED_FLAG 0x304
#define WA_UNSUPPORTED_PARAMS 0x305
#define WA_UNSUPPORTED_EVIDENCE 0x306

#define WA_NEEDS_EVIDENCE 0x400

#define WA_ERROR 0x500
#define WA_ERROR_INTERNAL 0x501
#define WA_ERROR_MEMORY 0x502
#define WA_ERROR_BUFFER 0x503   /* an output buffer was too small; its `size` says the need */
#define WA_ERROR_ARGUMENT 0x504 /* the caller broke this header's contract */
#define WA_ERROR_EVIDENCE 0x505 /* the chain gave no readable answer */

/* Frozen leaf types. */

/** UTF-8 text of `size` bytes, no NUL at the end. */
typedef struct wa_text {
    const char *data;
    size_t size;
} wa_text;

/** `size` bytes. */
typedef struct wa_bytes {
    const uint8_t *data;
    size_t size;
} wa_bytes;

/**
 * An output that the caller owns. The callee writes at most `capacity` bytes and stores how many in
 * `size`. If they do not fit it stores the number needed, writes nothing, and answers
 * WA_ERROR_BUFFER. On any other status but WA_OK `size` is 0 and nothing is written.
 */
typedef struct wa_buffer {
    uint8_t *data;
    size_t capacity;
    size_t size;
} wa_buffer;

/* Kinds of a parameter's value. */
#define WA_PARAMETER_TEXT 1  /* UTF-8 */
#define WA_PARAMETER_BYTES 2 /* any bytes */
#define WA_PARAMETER_JSON 3  /* the source text of one JSON value */

/** One parameter of a request. Absent (not in the array) and empty (size 0) differ. */
typedef struct wa_parameter {
    wa_text name;
    wa_bytes value;
    uint32_t kind; /* WA_PARAMETER_* as the scheme declares it */
    uint32_t reserved;
} wa_parameter;

#define WA_EVIDENCE_RESULT 1 /* `answer` is the JSON text of the call's result */
#define WA_EVIDENCE_ERROR 2  /* `answer` is the JSON text of the call's error object */

/**
 * What the request's own chain answered to one call. Trusted input: whoever supplies it decides the
 * verdict. `query` is canonical JSON (keys sorted by bytes, no white space, no floats), byte for
 * byte what evidence_queries gave. A call is of JSON-RPC or of REST: see
 * wa_scheme.evidence_methods.
 */
typedef struct wa_evidence {
    wa_bytes query;
    wa_bytes answer;
    uint32_t kind; /* WA_EVIDENCE_* */
    uint32_t reserved;
} wa_evidence;

/* Request flags. A bit that the plugin does not know makes it answer WA_UNSUPPORTED_FLAG. */
#define WA_REQUEST_COMPAT 0x1u /* accept what the scheme's `compat_of` client accepts */

/* What may prove that the key belongs to the account; at least one bit. */
#define WA_ACCEPT_DERIVED 0x1u     /* the account follows from the key */
#define WA_ACCEPT_CHAIN_STATE 0x2u /* the chain's state says so, as evidence */
/* What a contract that is not deployed yet would say, as evidence (ERC-6492). Anybody may deploy
 * anything in that simulation, so a service must ask for it by itself: it is never a default. */
#define WA_ACCEPT_COUNTERFACTUAL 0x4u

/**
 * One signature to verify. Size-prefixed: bytes beyond `struct_size` count as zero, and a plugin
 * that finds non-zero bytes beyond the fields that it knows answers WA_UNSUPPORTED_FLAG.
 */
typedef struct wa_request {
    uint32_t struct_size; /* of the caller's wa_request, at least WA_REQUEST_MIN_SIZE */
    uint32_t flags;       /* WA_REQUEST_* */
    wa_text scheme;       /* the id of one of the schemes */
    wa_text chain;        /* CAIP-2 id, namespace:reference */
    wa_text account;      /* claimed account, bare and canonical; empty: none is claimed */
    wa_bytes public_key;  /* as parse_public_key gives it; empty: none is given */
    wa_bytes message;     /* the bytes that the wallet prefixes and hashes */
    wa_bytes signature;   /* as parse_signature gives it */
    const wa_parameter *parameters;
    size_t parameter_count;
    const wa_evidence *evidence; /* everything known from earlier rounds */
    size_t evidence_count;
    wa_text block;   /* block that every query must name, at most WA_BLOCK_CAPACITY bytes; empty:
                      * the tag that the scheme's page names, such as "finalized" */
    uint32_t accept; /* WA_ACCEPT_*, never 0 */
    uint32_t reserved;
} wa_request;

#define WA_REQUEST_MIN_SIZE 160u

/* The only value of wa_verdict.magic that means valid: "WAVALID1". */
#define WA_VALID_MAGIC UINT64_C(0x574156414c494431)

#define WA_LINK_DERIVED 1u        /* the account was derived from the key */
#define WA_LINK_CHAIN_STATE 2u    /* evidence proved it */
#define WA_LINK_COUNTERFACTUAL 4u /* evidence proved it of a contract that is not deployed yet */

#define WA_VERDICT_CHAIN_BOUND 0x1u /* the signed bytes commit to the request's chain */

#define WA_ACCOUNT_CAPACITY 128
#define WA_KEY_CAPACITY 72
#define WA_BLOCK_CAPACITY 72
#define WA_DETAIL_CAPACITY 120

/**
 * The answer to one request; storage of the caller. `status` WA_OK counts only together with
 * `magic` == WA_VALID_MAGIC and an `account` equal to the claim; any other mixture is garbage and
 * denies. The host presets `struct_size`, `status` = WA_ERROR_INTERNAL and zero elsewhere.
 */
typedef struct wa_verdict {
    uint32_t struct_size;                /* set by the host, read by the plugin */
    uint32_t status;                     /* WA_* */
    uint64_t magic;                      /* WA_VALID_MAGIC if and only if status is WA_OK */
    uint32_t link;                       /* WA_LINK_* of a valid verdict, else 0 */
    uint32_t flags;                      /* WA_VERDICT_* of a valid verdict, else 0 */
    uint32_t account_size;               /* bytes used below; 0 unless valid */
    uint32_t public_key_size;            /* bytes used below; 0 if the scheme knows no key */
    uint32_t block_size;                 /* bytes used below; 0 unless evidence was used */
    uint32_t detail_size;                /* bytes used below */
    char account[WA_ACCOUNT_CAPACITY];   /* canonical bare account, UTF-8 */
    uint8_t public_key[WA_KEY_CAPACITY]; /* the key that signed */
    char block[WA_BLOCK_CAPACITY];       /* the block that the evidence stood at */
    char detail[WA_DETAIL_CAPACITY];     /* why, printable ASCII, cut to fit; for logs only */
} wa_verdict;

#define WA_VERDICT_MIN_SIZE 432u

/* Who may supply a parameter. */
#define WA_ROLE_EXPECTED 1 /* the service's own expectation; the signature covers it */
#define WA_ROLE_PROOF 2    /* part of the proof; may come from the user */
#define WA_ROLE_SERVICE 3  /* widens what is accepted: refused from the user */

/** Declares one parameter of a scheme. */
typedef struct wa_parameter_info {
    uint32_t struct_size; /* at least WA_PARAMETER_INFO_MIN_SIZE */
    uint32_t kind;        /* WA_PARAMETER_* */
    uint32_t role;        /* WA_ROLE_* */
    uint32_t required;    /* 0 or 1 */
    wa_text name;
    wa_text description;
    uint64_t max_size; /* bytes */
} wa_parameter_info;

#define WA_PARAMETER_INFO_MIN_SIZE 56u

/** Declares one form of public key. */
typedef struct wa_key_info {
    uint32_t struct_size; /* at least WA_KEY_INFO_MIN_SIZE */
    uint32_t size;        /* bytes of the key as wa_request carries it */
    wa_text type;         /* such as "secp256k1", "ed25519", "stark" */
} wa_key_info;

#define WA_KEY_INFO_MIN_SIZE 24u

/* Scheme flags. */
#define WA_SCHEME_RECOVERS_KEY UINT64_C(0x01)       /* verifies with an account alone */
#define WA_SCHEME_MAY_NEED_EVIDENCE UINT64_C(0x02)  /* `evidence_methods` is then not empty */
#define WA_SCHEME_HAS_COMPAT UINT64_C(0x04)         /* `compat_of` is then not empty */
#define WA_SCHEME_COMPACT_ID_KEY UINT64_C(0x08)     /* the compact id is the public key */
#define WA_SCHEME_COMPACT_ID_ACCOUNT UINT64_C(0x10) /* the compact id is the account's bytes */
#define WA_SCHEME_JSON_MESSAGE UINT64_C(0x20)       /* the message is the source text of JSON */
#define WA_SCHEME_KEYS_ROTATE UINT64_C(0x40) /* an account of the chain can change its keys */

/* Whether the signed bytes commit to the chain. */
#define WA_CHAIN_BOUND_NEVER 0
#define WA_CHAIN_BOUND_ALWAYS 1
#define WA_CHAIN_BOUND_BY_MESSAGE 2 /* WA_VERDICT_CHAIN_BOUND of the verdict says it */

/**
 * Describes one signing scheme. Limits are in bytes and fixed for a revision; the host checks them
 * first, with the answer that the plugin would give (WA_MALFORMED_* of the field).
 */
typedef struct wa_scheme {
    uint32_t struct_size; /* at least WA_SCHEME_MIN_SIZE */
    uint32_t revision;    /* from 1; rises when any request's status or output changes */
    uint64_t flags;       /* WA_SCHEME_* */
    wa_text id;           /* [a-z0-9][a-z0-9_-]{0,31} */
    wa_text description;
    wa_text specification; /* URL */
    wa_text compat_of;     /* client and version that WA_REQUEST_COMPAT equals */
    const wa_text *chains; /* CAIP-2 namespaces, or exact ids (namespace:reference) */
    size_t chain_count;
    const wa_key_info *const *keys;
    size_t key_count;
    const wa_parameter_info *const *parameters;
    size_t parameter_count;
    /* Read-only methods that queries may name, at most 256 bytes each. Of JSON-RPC: a letter or
     * '_', then letters, digits, '_' and '.'. Of REST: "GET /path" or "POST /path". A part of a
     * path is [A-Za-z0-9._~-]+, but not "." or ".."; or it is {name}, a name of [a-z0-9_]+ in
     * braces, which stands for the text of that name in the query's params. */
    const wa_text *evidence_methods;
    size_t evidence_method_count;
    uint32_t chain_bound; /* WA_CHAIN_BOUND_* */
    uint32_t reserved;
    uint64_t max_message_size;
    uint64_t max_signature_size;
    uint64_t max_signature_text_size;
    uint64_t max_public_key_size;
    uint64_t max_public_key_text_size;
    uint64_t max_account_size;      /* at most WA_ACCOUNT_CAPACITY */
    uint64_t max_account_text_size; /* input of normalize_account */
    uint64_t max_evidence_size;     /* all queries and answers of a request together */
} wa_scheme;

#define WA_SCHEME_MIN_SIZE 216u

/**
 * The plugin. Size-prefixed and append-only; every function is mandatory, and answers
 * WA_UNSUPPORTED_OPERATION where the chain has no such thing.
 *
 * `detail`, where a function has it, may be NULL; it gets the reason of a status other than WA_OK:
 * printable ASCII, cut to `capacity`, for logs only.
 */
typedef struct wa_plugin {
    uint32_t struct_size; /* at least WA_PLUGIN_MIN_SIZE */
    uint32_t abi_major;   /* WA_ABI_MAJOR */
    uint32_t abi_minor;   /* WA_ABI_MINOR */
    uint32_t reserved;
    wa_text id;      /* [a-z0-9][a-z0-9_-]{0,31}, equal to the note's */
    wa_text version; /* SemVer */
    wa_text license; /* SPDX expression */
    wa_text description;
    const wa_scheme *const *schemes;
    size_t scheme_count;
    const wa_text *account_namespaces; /* CAIP-2 namespaces of the account operations */
    size_t account_namespace_count;

    /**
     * Verifies `count` requests; verdicts[i] answers requests[i]. An array gives exactly the
     * verdicts of its single calls; `count` 0 does nothing. Deterministic. Statuses: all but
     * WA_OK without magic. Precedence: unsupported, malformed (in the order of their numbers),
     * rejected, needs_evidence.
     */
    void (*verify)(const wa_request *const *requests, wa_verdict *const *verdicts,
                   size_t count) WA_NOEXCEPT;

    /**
     * The calls whose answers a request needs that `verify` answered WA_NEEDS_EVIDENCE: each a
     * canonical JSON object {"method":...,"params":...} and a line feed. WA_OK;
     * WA_ERROR_BUFFER; WA_UNSUPPORTED_OPERATION if the scheme never needs evidence.
     */
    uint32_t (*evidence_queries)(const wa_request *request, wa_buffer *out,
                                 wa_buffer *detail) WA_NOEXCEPT;

    /**
     * The canonical account of a public key (bytes as in wa_request) and parameters. A scheme
     * with a WA_SCHEME_COMPACT_ID_* flag also takes the compact id in the place of the key.
     * WA_OK; WA_MALFORMED_*; WA_REJECTED_SIGNER for a key that can own no account;
     * WA_UNSUPPORTED_*; WA_ERROR_BUFFER.
     */
    uint32_t (*derive_account)(wa_text chain, wa_text scheme, wa_bytes public_key,
                               const wa_parameter *parameters, size_t parameter_count,
                               wa_buffer *out, wa_buffer *detail) WA_NOEXCEPT;

    /**
     * The canonical spelling of an account, of at most WA_ACCOUNT_CAPACITY bytes. Idempotent;
     * equal accounts give equal bytes. WA_OK; WA_MALFORMED_ACCOUNT; WA_UNSUPPORTED_CHAIN;
     * WA_ERROR_BUFFER.
     */
    uint32_t (*normalize_account)(wa_text chain, wa_text account, wa_buffer *out,
                                  wa_buffer *detail) WA_NOEXCEPT;

    /**
     * The bytes of a signature in any of the chain's own text notations (a JSON array keeps its
     * source text). WA_OK; WA_MALFORMED_SIGNATURE; WA_UNSUPPORTED_*; WA_ERROR_BUFFER.
     */
    uint32_t (*parse_signature)(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                                wa_buffer *detail) WA_NOEXCEPT;

    /** The same for public keys; WA_MALFORMED_PUBLIC_KEY. */
    uint32_t (*parse_public_key)(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                                 wa_buffer *detail) WA_NOEXCEPT;

    /** The chain's usual notation of a public key; parse_public_key reads it back. */
    uint32_t (*format_public_key)(wa_text chain, wa_text scheme, wa_bytes public_key,
                                  wa_buffer *out, wa_buffer *detail) WA_NOEXCEPT;

    /**
     * Known answers, among them those that tell versions of a crypto library apart. Repeatable,
     * under a second. WA_OK, or WA_ERROR_INTERNAL with the failed case in `detail`.
     */
    uint32_t (*self_test)(wa_buffer *detail) WA_NOEXCEPT;

    /**
     * The table of operations that this header does not have, by its id such as
     * "walletauth.sign-in/1"; NULL for an id that the plugin does not know. The table is constant,
     * lives for ever, and is the same from every call; its own specification says what it holds.
     */
    const void *(*extension)(wa_text id)WA_NOEXCEPT;
} wa_plugin;

#define WA_PLUGIN_MIN_SIZE 184u

/** The type of the one exported function. Never NULL; the same pointer from every call. */
typedef const wa_plugin *(*wa_plugin_entry)(void)WA_NOEXCEPT;

/* The name of the one exported function. A static build defines it per plugin. */
#ifndef WA_PLUGIN_ENTRY
#define WA_PLUGIN_ENTRY walletauth_plugin_v0
#endif
#define WA_PLUGIN_ENTRY_NAME "walletauth_plugin_v0"

#if defined(__GNUC__)
#define WA_EXPORT __attribute__((visibility("default")))
#else
#define WA_EXPORT
#endif

/**
 * The ELF note that names the plugin before any of its code runs: owner "walletauth", type 1,
 * descriptor u32 major, u32 minor, id with NUL (native byte order). Once a module, at file scope.
 */
#define WA_NOTE_SECTION ".note.walletauth"
#define WA_NOTE_OWNER "walletauth"
#define WA_NOTE_TYPE 1
#define WA_PLUGIN_NOTE(plugin_id)                                                                  \
    __attribute__((section(WA_NOTE_SECTION), used, aligned(4))) static const struct {              \
        uint32_t owner_size, descriptor_size, type;                                                \
        char owner[12];                                                                            \
        uint32_t major, minor;                                                                     \
        char id[(sizeof(plugin_id) + 3) / 4 * 4];                                                  \
    } wa_plugin_note = {sizeof(WA_NOTE_OWNER), 8 + sizeof(plugin_id), WA_NOTE_TYPE, WA_NOTE_OWNER, \
                        WA_ABI_MAJOR,          WA_ABI_MINOR,          plugin_id}

/* The layout, pinned. A change here is a change of WA_ABI_MINOR. */
WA_STATIC_ASSERT(sizeof(void *) == 8 && sizeof(size_t) == 8, "LP64 only");
WA_STATIC_ASSERT(sizeof(wa_text) == 16, "wa_text");
WA_STATIC_ASSERT(sizeof(wa_bytes) == 16, "wa_bytes");
WA_STATIC_ASSERT(sizeof(wa_buffer) == 24, "wa_buffer");
WA_STATIC_ASSERT(sizeof(wa_parameter) == 40, "wa_parameter");
WA_STATIC_ASSERT(offsetof(wa_parameter, kind) == 32, "wa_parameter.kind");
WA_STATIC_ASSERT(sizeof(wa_evidence) == 40, "wa_evidence");
WA_STATIC_ASSERT(offsetof(wa_evidence, kind) == 32, "wa_evidence.kind");
WA_STATIC_ASSERT(sizeof(wa_request) == WA_REQUEST_MIN_SIZE, "wa_request");
WA_STATIC_ASSERT(offsetof(wa_request, scheme) == 8, "wa_request.scheme");
WA_STATIC_ASSERT(offsetof(wa_request, signature) == 88, "wa_request.signature");
WA_STATIC_ASSERT(offsetof(wa_request, parameters) == 104, "wa_request.parameters");
WA_STATIC_ASSERT(offsetof(wa_request, block) == 136, "wa_request.block");
WA_STATIC_ASSERT(offsetof(wa_request, accept) == 152, "wa_request.accept");
WA_STATIC_ASSERT(sizeof(wa_verdict) == WA_VERDICT_MIN_SIZE, "wa_verdict");
WA_STATIC_ASSERT(offsetof(wa_verdict, magic) == 8, "wa_verdict.magic");
WA_STATIC_ASSERT(offsetof(wa_verdict, account) == 40, "wa_verdict.account");
WA_STATIC_ASSERT(offsetof(wa_verdict, public_key) == 168, "wa_verdict.public_key");
WA_STATIC_ASSERT(offsetof(wa_verdict, block) == 240, "wa_verdict.block");
WA_STATIC_ASSERT(offsetof(wa_verdict, detail) == 312, "wa_verdict.detail");
WA_STATIC_ASSERT(sizeof(wa_parameter_info) == WA_PARAMETER_INFO_MIN_SIZE, "wa_parameter_info");
WA_STATIC_ASSERT(sizeof(wa_key_info) == WA_KEY_INFO_MIN_SIZE, "wa_key_info");
WA_STATIC_ASSERT(sizeof(wa_scheme) == WA_SCHEME_MIN_SIZE, "wa_scheme");
WA_STATIC_ASSERT(offsetof(wa_scheme, chains) == 80, "wa_scheme.chains");
WA_STATIC_ASSERT(offsetof(wa_scheme, chain_bound) == 144, "wa_scheme.chain_bound");
WA_STATIC_ASSERT(sizeof(wa_plugin) == WA_PLUGIN_MIN_SIZE, "wa_plugin");
WA_STATIC_ASSERT(offsetof(wa_plugin, schemes) == 80, "wa_plugin.schemes");
WA_STATIC_ASSERT(offsetof(wa_plugin, verify) == 112, "wa_plugin.verify");
WA_STATIC_ASSERT(offsetof(wa_plugin, extension) == 176, "wa_plugin.extension");

#ifdef __cplusplus
}
#endif

#endif

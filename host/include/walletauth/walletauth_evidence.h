/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Verifying with evidence, in C11: for accounts that only their chain can prove. The library asks
 * nobody; it says what to ask, in at most 4 rounds, and this header carries the rounds. Two ways:
 *
 *  - wa_verify_with_evidence calls your functions back.
 *  - wa_rounds_begin and wa_rounds_give exchange JSON: for languages in which nothing is called
 * back.
 *
 * Whoever answers the queries decides the verdict: ask nodes that you trust, of the request's own
 * chain. The service's part must accept more than `derived` (docs/wire-format.md); else nothing is
 * asked. Texts, statuses and ownership are as in walletauth.h.
 */
#ifndef WALLETAUTH_EVIDENCE_H
#define WALLETAUTH_EVIDENCE_H

#include <walletauth/walletauth.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where the answers of one round go; good until `fetch` returns. */
typedef struct wa_answers wa_answers;

/**
 * Answers the next query of the round. `json` is copied: the source text of the result, or of the
 * error object, as the node sent it. `kind` says which: WA_EVIDENCE_*. WA_OK; WA_ERROR_ARGUMENT for
 * NULL, for an empty text, for another kind, and beyond the last query; WA_ERROR_MEMORY.
 */
WA_EXPORT uint32_t wa_give_answer(wa_answers *answers, const char *json, size_t json_size,
                                  uint32_t kind) WA_NOEXCEPT;

/**
 * Who asks the chain. Its functions are called on the thread that verifies; they must not throw.
 * `timeout_ms` is the time that is left, in milliseconds, at least 1; 0: there is no limit.
 */
typedef struct wa_evidence_source {
    uint32_t struct_size; /* sizeof(wa_evidence_source) */
    uint32_t reserved;    /* 0 */
    void *context;        /* handed to both functions; may be NULL */

    /**
     * Chooses the block where all queries of one verification are to stand, as `block` of the
     * service's part has it. Size 0: none, queries then name the tag of the scheme's page. WA_OK,
     * or any other status where no block can be had: the answer is WA_ERROR_EVIDENCE. The buffer
     * has WA_BLOCK_CAPACITY bytes. NULL: no block is ever chosen.
     */
    uint32_t (*pin)(void *context, const char *chain, size_t chain_size, uint64_t timeout_ms,
                    wa_buffer *block);

    /**
     * Asks all queries of a round, canonical JSON {"method":...,"params":...}, and gives one answer
     * to each, in their order. WA_OK, or any other status where one of them has no answer: the
     * answer is WA_ERROR_EVIDENCE.
     */
    uint32_t (*fetch)(void *context, const char *chain, size_t chain_size, const wa_text *queries,
                      size_t query_count, uint64_t timeout_ms, wa_answers *answers);
} wa_evidence_source;

/**
 * wa_verify_json, which asks `source` where only the chain can tell: first for a block, unless the
 * service's part has `block` or `evidence`, then in at most 4 rounds. What was not answered within
 * `timeout_ms` does not count; 0: no limit. A source of another `struct_size`, without `fetch`, or
 * whose `reserved` is not 0 is WA_ERROR_ARGUMENT, and the answer says which.
 */
WA_EXPORT uint32_t wa_verify_with_evidence(const wa_host *host, const char *request,
                                           size_t request_size, const char *service,
                                           size_t service_size, const wa_evidence_source *source,
                                           uint64_t timeout_ms, char **answer,
                                           size_t *answer_size) WA_NOEXCEPT;

/** One request whose rounds are under way. One thread at a time. */
typedef struct wa_rounds wa_rounds;

/**
 * The first answer to a request, as wa_verify_json gives it, but for queries that the service's
 * part has answered already. If its status is WA_NEEDS_EVIDENCE, `queries` has what to ask: give
 * the answers to wa_rounds_give. *rounds is yours to end, whatever the status; it is NULL only on
 * WA_ERROR_MEMORY, and on WA_ERROR_ARGUMENT for a NULL argument. The host must outlive this call,
 * not the rounds.
 */
WA_EXPORT uint32_t wa_rounds_begin(const wa_host *host, const char *request, size_t request_size,
                                   const char *service, size_t service_size, wa_rounds **rounds,
                                   char **answer, size_t *answer_size) WA_NOEXCEPT;

/**
 * The next answer. `answers` is a JSON array of one object for each query of the last answer, in
 * their order: {"result":...} or {"error":...}, as the node sent it; at most 4 MiB, 64 levels and
 * 65,536 JSON values. What is no such array is WA_ERROR_ARGUMENT: it can be given again. So a node
 * that sends no JSON has not answered: end the rounds. Earlier answers are kept: nothing is asked
 * twice. After an answer of another status than WA_NEEDS_EVIDENCE, and after WA_ERROR_MEMORY, there
 * is nothing more to give: WA_ERROR_ARGUMENT.
 */
WA_EXPORT uint32_t wa_rounds_give(wa_rounds *rounds, const char *answers, size_t answers_size,
                                  char **answer, size_t *answer_size) WA_NOEXCEPT;

/** Ends the rounds; NULL is allowed. */
WA_EXPORT void wa_rounds_end(wa_rounds *rounds) WA_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif

// SPDX-License-Identifier: Apache-2.0
#include "asking.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace walletauth::node {
namespace {

using std::chrono::milliseconds;

Asked &asked_of(void *context) { return *static_cast<Asked *>(context); }

/// False if it does not fit: a cut text would be another one.
bool write(std::string_view text, wa_buffer *buffer) {
    if (text.size() > buffer->capacity) return false;
    std::memcpy(buffer->data, text.data(), text.size());
    buffer->size = text.size();
    return true;
}

uint32_t consume(void *context, const char *key, size_t key_size, uint64_t ttl_seconds,
                 wa_buffer *generation) try {
    const Asked &asked = asked_of(context);
    const auto reply = asked.threads->ask(asked.target, "consume",
                                          {std::string{key, key_size}, std::to_string(ttl_seconds)},
                                          asked.timeout);
    if (!reply || reply->size() != 2 || !write((*reply)[1], generation)) {
        return WA_CONSUMED_UNAVAILABLE;
    }
    return (*reply)[0] == "first"   ? WA_CONSUMED_FIRST
           : (*reply)[0] == "again" ? WA_CONSUMED_AGAIN
                                    : WA_CONSUMED_UNAVAILABLE;
} catch (...) {
    return WA_CONSUMED_UNAVAILABLE;
}

uint32_t present_generation(void *context, wa_buffer *generation) try {
    const Asked &asked = asked_of(context);
    const auto reply = asked.threads->ask(asked.target, "generation", {}, asked.timeout);
    return reply && reply->size() == 1 && write((*reply)[0], generation) ? WA_OK
                                                                         : WA_ERROR_EVIDENCE;
} catch (...) {
    return WA_ERROR_MEMORY;
}

milliseconds time_left(const Asked &asked, uint64_t timeout_ms) {
    if (timeout_ms == 0) return asked.timeout;
    return std::min(asked.timeout, milliseconds{timeout_ms});
}

uint32_t pin(void *context, const char *chain, size_t chain_size, uint64_t timeout_ms,
             wa_buffer *block) try {
    const Asked &asked = asked_of(context);
    const auto reply = asked.threads->ask(asked.target, "pin", {std::string{chain, chain_size}},
                                          time_left(asked, timeout_ms));
    return reply && reply->size() == 1 && write((*reply)[0], block) ? WA_OK : WA_ERROR_EVIDENCE;
} catch (...) {
    return WA_ERROR_MEMORY;
}

/// Each text of the reply is `r` and the JSON of a result, or `e` and that of an error.
uint32_t fetch(void *context, const char *chain, size_t chain_size, const wa_text *queries,
               size_t query_count, uint64_t timeout_ms, wa_answers *answers) try {
    const Asked &asked = asked_of(context);
    Threads::Texts arguments{std::string{chain, chain_size}};
    for (size_t i = 0; i < query_count; ++i)
        arguments.emplace_back(queries[i].data, queries[i].size);
    const auto reply = asked.threads->ask(asked.target, "fetch", std::move(arguments),
                                          time_left(asked, timeout_ms));
    if (!reply || reply->size() != query_count) return WA_ERROR_EVIDENCE;
    for (const std::string &text : *reply) {
        const auto kind = text.starts_with('r') ? WA_EVIDENCE_RESULT : WA_EVIDENCE_ERROR;
        if (text.empty() ||
            wa_give_answer(answers, text.data() + 1, text.size() - 1, kind) != WA_OK) {
            return WA_ERROR_EVIDENCE;
        }
    }
    return WA_OK;
} catch (...) {
    return WA_ERROR_MEMORY;
}

} // namespace

wa_store store_of(Asked &asked) {
    return {sizeof(wa_store), 0, &asked, &consume, &present_generation};
}

wa_evidence_source source_of(Asked &asked) {
    return {sizeof(wa_evidence_source), 0, &asked, &pin, &fetch};
}

} // namespace walletauth::node

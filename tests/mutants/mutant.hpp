// SPDX-License-Identifier: Apache-2.0
// Mutants: a good plugin that lies in one way. scripts/mutate says which of them the conformance
// tool finds. Each row of a table is `{"name", "needs", "what it does", how}`; the script reads
// them there.
#pragma once

extern "C" const struct wa_plugin *mutant_of(void) noexcept; // the good plugin: origin.cpp.in
#define BREAKER_ENTRY mutant_of
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

#include <span>
#include <string_view>

namespace mutants {

using namespace breaker;

struct Mutant {
    std::string_view name;
    std::string_view needs; ///< words of scripts/mutate: without them it changes nothing
    std::string_view what;
    void (*spoil)(wa_plugin &table);
};

// Each table is in the file of its name.
extern const std::span<const Mutant> of_signatures, of_messages, of_keys_and_accounts, of_requests,
    of_answers, of_texts, of_descriptors;

template <Verify verify>
void verifies(wa_plugin &table) {
    table.verify = &breaker::verify_each<verify>;
}

/// The same verdict as before, unless the changed request is valid: then that one.
inline void try_again(Changed &changed, wa_verdict &verdict) noexcept {
    wa_verdict second{};
    second.struct_size = sizeof second;
    second.status = WA_ERROR_INTERNAL;
    changed.verify_well(second);
    if (second.status != WA_OK) return;
    second.struct_size = verdict.struct_size;
    verdict = second;
}

/// Answers well; a request that is not valid is asked once more as `change` makes it, if it does.
template <typename Change>
void forgive(const wa_request &request, wa_verdict &verdict, Change change) noexcept {
    verify_well(request, verdict);
    if (verdict.status == WA_OK) return;
    Changed changed(request);
    if (change(changed.request())) try_again(changed, verdict);
}

/// The same with bytes of one field, which are copied; those of more than 512 stay.
template <typename Change>
void forgive_bytes(const wa_request &request, wa_verdict &verdict, wa_bytes wa_request::*field,
                   Change change) noexcept {
    const auto given = request.*field;
    Copy copy(given);
    forgive(request, verdict, [&](wa_request &other) {
        if (given.size == 0 || given.size > 512) return false;
        auto bytes = copy.bytes();
        if (!change(const_cast<std::uint8_t *>(bytes.data), bytes.size)) return false;
        other.*field = bytes;
        return true;
    });
}

/// Valid for the claim, which must be there.
inline void claim(const wa_request &request, wa_verdict &verdict) noexcept {
    if (request.account.size == 0 || request.account.size > WA_ACCOUNT_CAPACITY) return;
    if ((request.accept & WA_ACCEPT_DERIVED) != 0)
        make_valid(verdict, request.account, WA_LINK_DERIVED);
}

} // namespace mutants

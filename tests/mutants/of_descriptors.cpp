// SPDX-License-Identifier: Apache-2.0
// Descriptors that say what is not so.
#include "mutant.hpp"

namespace mutants {
namespace {

constexpr std::size_t most = 8;
constinit wa_scheme schemes[most]{};
constinit const wa_scheme *pointers[most]{};

/// Runs before anybody calls: what it writes never changes again.
template <void (*change)(wa_scheme &)>
void described(wa_plugin &table) {
    for (std::size_t i = 0; i < table.scheme_count && i < most; ++i) {
        schemes[i] = *table.schemes[i];
        change(schemes[i]);
        pointers[i] = &schemes[i];
    }
    table.schemes = pointers;
}

void bound(wa_scheme &scheme) { scheme.chain_bound = WA_CHAIN_BOUND_ALWAYS; }
void unbound(wa_scheme &scheme) { scheme.chain_bound = WA_CHAIN_BOUND_NEVER; }
void recovers(wa_scheme &scheme) { scheme.flags |= WA_SCHEME_RECOVERS_KEY; }
void recovers_not(wa_scheme &scheme) { scheme.flags &= ~WA_SCHEME_RECOVERS_KEY; }
void rotates(wa_scheme &scheme) { scheme.flags ^= WA_SCHEME_KEYS_ROTATE; }
void compact(wa_scheme &scheme) { scheme.flags ^= WA_SCHEME_COMPACT_ID_KEY; }
void json(wa_scheme &scheme) { scheme.flags ^= WA_SCHEME_JSON_MESSAGE; }
void small_messages(wa_scheme &scheme) { scheme.max_message_size /= 2; }
void large_messages(wa_scheme &scheme) { scheme.max_message_size *= 2; }
void large_accounts(wa_scheme &scheme) { scheme.max_account_text_size += 8; }
void large_signatures(wa_scheme &scheme) { scheme.max_signature_size += 1; }
void fewer_keys(wa_scheme &scheme) {
    scheme.key_count = scheme.key_count > 1 ? scheme.key_count - 1 : 1;
}

constexpr Mutant rows[]{
    {"describes-bound", "not-bound", "the descriptor says that the chain is always signed",
     &described<&bound>},
    {"describes-unbound", "bound", "the descriptor says that the chain is never signed",
     &described<&unbound>},
    {"describes-recovery", "not-recovers", "the descriptor says that an account is enough",
     &described<&recovers>},
    {"describes-no-recovery", "recovers", "the descriptor says that an account is not enough",
     &described<&recovers_not>},
    {"describes-rotation", "", "the descriptor lies about whether keys can change",
     &described<&rotates>},
    {"describes-compact-id", "", "the descriptor lies about the compact id", &described<&compact>},
    {"describes-json", "", "the descriptor lies about whether messages are JSON",
     &described<&json>},
    {"describes-small-messages", "", "the descriptor halves the limit of messages",
     &described<&small_messages>},
    {"describes-large-messages", "", "the descriptor doubles the limit of messages",
     &described<&large_messages>},
    {"describes-large-accounts", "", "the descriptor adds 8 to the limit of an account's text",
     &described<&large_accounts>},
    {"describes-large-signatures", "", "the descriptor adds 1 to the limit of signatures",
     &described<&large_signatures>},
    {"describes-fewer-keys", "keys", "the descriptor leaves out a key type",
     &described<&fewer_keys>},
};

} // namespace

constinit const std::span<const Mutant> of_descriptors{rows};

} // namespace mutants

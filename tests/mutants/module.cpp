// SPDX-License-Identifier: Apache-2.0
// The module of all mutants. Which one it is stands in chosen.cpp, where scripts/mutate writes it
// into the finished file: so one module is linked a plugin, and nothing is read when it runs.
#include "mutant.hpp"

extern "C" const char mutant_chosen[];

namespace mutants {
namespace {

void spoil(wa_plugin &table) {
    const std::string_view marked{mutant_chosen};
    const auto name = marked.substr(marked.find(':') + 1);
    for (const auto &rows : {of_signatures, of_messages, of_keys_and_accounts, of_requests,
                             of_answers, of_texts, of_descriptors}) {
        for (const auto &row : rows) {
            if (row.name == name) return row.spoil(table);
        }
    }
}

} // namespace
} // namespace mutants

BREAKER(mutants::spoil);

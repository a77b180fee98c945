// SPDX-License-Identifier: Apache-2.0
// The EVM's plugin with its sign-in texts broken: a file beside this changes the table, or a
// function of it.
#pragma once

#define BREAKER_ENTRY walletauth_plugin_v0_evm
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

#include <walletauth/sign_in.h>

namespace breaker {

inline const wa_sign_in_table &good_texts() noexcept {
    return *static_cast<const wa_sign_in_table *>(
        good().extension({WA_SIGN_IN_EXTENSION, sizeof WA_SIGN_IN_EXTENSION - 1}));
}

inline bool is_sign_in(wa_text id) noexcept {
    return std::string_view{id.data, id.size} == WA_SIGN_IN_EXTENSION;
}

inline std::string_view text(wa_text from) noexcept { return {from.data, from.size}; }

} // namespace breaker

/// Exports the plugin with `spoil(wa_sign_in_table &)` done to its texts.
#define BREAKER_OF_TEXTS(spoil)                                                                    \
    static const wa_sign_in_table broken_texts = [] {                                              \
        wa_sign_in_table table = breaker::good_texts();                                            \
        spoil(table);                                                                              \
        return table;                                                                              \
    }();                                                                                           \
    static const void *broken_extension(wa_text id) noexcept {                                     \
        return breaker::is_sign_in(id) ? &broken_texts : nullptr;                                  \
    }                                                                                              \
    BREAKER([](wa_plugin &table) { table.extension = &broken_extension; })

// SPDX-License-Identifier: Apache-2.0
// What a plugin's table must satisfy before anything of it is used (docs/abi.md). Internal.
#pragma once

#include <walletauth/plugin_set.hpp>

#include <expected>
#include <string_view>

namespace walletauth {

/// Calls the entry and checks the table that it returns, then runs its self-test. `file` names the
/// plugin in errors; `note_id` is the id of the module's note, empty for a static plugin.
[[nodiscard]] std::expected<const wa_plugin *, LoadError> check_table(wa_plugin_entry entry,
                                                                      std::string_view file,
                                                                      std::string_view note_id);

} // namespace walletauth

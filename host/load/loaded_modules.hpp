// SPDX-License-Identifier: Apache-2.0
// The modules that run in this process. Internal.
#pragma once

#include "trusted_file.hpp"

#include <walletauth/plugin.h>

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace walletauth {

/// Bytes that run already are not mapped again: a service may open its manifest as often as it
/// likes, and nothing is ever unloaded. Hold `mutex` from `find` to `add`; a module's initialiser
/// may itself load modules.
struct LoadedModules {
    std::recursive_mutex mutex;
    std::map<std::string, wa_plugin_entry, std::less<>> by_sha256; ///< NULL: it has no entry

    [[nodiscard]] static LoadedModules &of_process();
};

/// A path to the file that the dynamic linker has not yet seen: it answers a name that it knows
/// with what it loaded then, although the descriptor was closed (closefrom) and given to another
/// file. May move the descriptor to another number. `file` names the module in errors (rules "proc"
/// and "dlopen").
[[nodiscard]] std::expected<std::string, LoadError> path_for_linker(const std::string &file,
                                                                    FileDescriptor &sealed);

/// That what dlopen returned was mapped from this very file.
[[nodiscard]] bool is_mapped_from(void *handle, const FileDescriptor &sealed);

} // namespace walletauth

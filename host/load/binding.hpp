// SPDX-License-Identifier: Apache-2.0
// That a loaded module runs the libraries that it lists, and not the host's functions of the same
// names (docs/abi.md, rule "binding"). Internal.
#pragma once

#include <walletauth/plugin_set.hpp>

#include <string>
#include <vector>

namespace walletauth {

/// What dlopen needs beside RTLD_NOW so that a module finds its own libraries before the host's
/// symbols: RTLD_DEEPBIND, or 0 in a host that brings an allocator of its own. There memory that
/// the C or C++ library takes from the host's allocator would be given back to another one.
/// Sanitizers, jemalloc and walletauth-conformance are such hosts.
[[nodiscard]] int deep_binding() noexcept;

/// The libraries that a module lists, and those that they need, each a file that nobody but root
/// and this process's user could have changed, and each run where it was asked for. To be called
/// before the module's code is. `entry` lies in the module, `file` names it in errors.
[[nodiscard]] std::expected<std::vector<LoadedLibrary>, LoadError> check_binding(
    const std::string &file, wa_plugin_entry entry);

} // namespace walletauth

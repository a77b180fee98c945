// SPDX-License-Identifier: Apache-2.0
// What a module imports, read before any of its code runs. Internal.
#pragma once

#include "report.hpp"

#include <walletauth/plugin_set.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace walletauth::conformance {

/// The name of the segment of thread_local variables, which is no import but allowed like one.
inline constexpr std::string_view thread_storage_name = "PT_TLS";

/// Functions that no pure plugin needs fail, and so does what a language's runtime brings, unless
/// its name is `allowed`: the note lists what is. A sanitizer brings all of that (`sanitized`).
[[nodiscard]] CheckResult check_imports(const ModuleInfo &module, bool has_thread_storage,
                                        const std::vector<std::string> &allowed,
                                        bool sanitized = false);

} // namespace walletauth::conformance

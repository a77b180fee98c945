// SPDX-License-Identifier: Apache-2.0
// What a module imports, read before any of its code runs. Internal.
#pragma once

#include "report.hpp"

#include <walletauth/plugin_set.hpp>

namespace walletauth::conformance {

/// Functions that no pure plugin needs fail; those that a language's runtime brings, and that an
/// author should be able to give a reason for, are named in the note.
[[nodiscard]] CheckResult check_imports(const ModuleInfo &module);

} // namespace walletauth::conformance

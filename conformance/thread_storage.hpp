// SPDX-License-Identifier: Apache-2.0
// Whether a module has variables of the kind thread_local. Internal.
#pragma once

#include <filesystem>

namespace walletauth::conformance {

/// Of a file that the loader's rules have passed: whether a program header is PT_TLS.
[[nodiscard]] bool has_thread_storage(const std::filesystem::path &module);

} // namespace walletauth::conformance

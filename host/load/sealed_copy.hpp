// SPDX-License-Identifier: Apache-2.0
// A copy of a file in memory that nobody can change any more. Internal.
#pragma once

#include "trusted_file.hpp"

#include <string>

namespace walletauth {

/// Copies to a memory file and seals it; `file` names it in errors (rule "memfd"). No limit of the
/// process kills it (RLIMIT_FSIZE, SIGXFSZ).
[[nodiscard]] std::expected<FileDescriptor, LoadError> seal_copy(const std::string &file,
                                                                 const TrustedFile &from);

} // namespace walletauth

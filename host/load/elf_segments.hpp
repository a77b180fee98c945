// SPDX-License-Identifier: Apache-2.0
// Where a module's segments lie in memory. Internal.
#pragma once

#include "elf_image.hpp"

namespace walletauth {

/// The loadable segments as the dynamic linker needs them, so that every address has one meaning;
/// and all that it reads or protects besides lies within them.
[[nodiscard]] ElfCheck check_segments(const ElfImage &image);

/// No executable stack.
[[nodiscard]] ElfCheck check_stack(const ElfImage &image);

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
// The identity note of a module (plugin.h, WA_PLUGIN_NOTE). Internal.
#pragma once

#include "elf_image.hpp"

namespace walletauth {

/// Exactly one note of ours, of this ABI; fills id and version.
[[nodiscard]] ElfCheck read_note(const ElfImage &image, ElfModule &module);

} // namespace walletauth

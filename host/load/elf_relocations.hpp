// SPDX-License-Identifier: Apache-2.0
// What the dynamic linker writes into a module when it is loaded. Internal.
#pragma once

#include "elf_symbols.hpp"

namespace walletauth {

/// Every relocation is of a kind that shared objects have, names a symbol of the table, and is
/// written where the module has writable memory. None calls code of the module (IRELATIVE), none
/// takes static thread-local storage (TPOFF).
[[nodiscard]] ElfCheck check_relocations(const ElfImage &image, const ElfDynamic &dynamic,
                                         const ElfSymbols &symbols);

} // namespace walletauth

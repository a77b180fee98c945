// SPDX-License-Identifier: Apache-2.0
// Symbol versions (LSB Core, chapter 10.7). Internal.
#pragma once

#include "elf_symbols.hpp"

namespace walletauth {

/// The tables of versions as the dynamic linker reads them: it follows their offsets unchecked,
/// asserts that each file they name is needed, and takes each symbol's number as an index.
[[nodiscard]] ElfCheck check_versions(const ElfImage &image, const ElfDynamic &dynamic,
                                      const ElfSymbols &symbols, const ElfModule &module);

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
// What a module exports and imports. Internal.
#pragma once

#include "elf_dynamic.hpp"

namespace walletauth {

struct ElfSymbols {
    ElfBytes table;
    std::uint64_t count = 0;

    /// `index` is below `count`.
    [[nodiscard]] Elf64_Sym at(std::uint64_t index) const noexcept {
        return ElfImage::read<Elf64_Sym>(table, index * sizeof(Elf64_Sym)).value_or(Elf64_Sym{});
    }
};

/// The dynamic symbols, by the hash table that the dynamic linker uses. Exactly one is exported,
/// and it is a function; fills `exports` and `imports`.
[[nodiscard]] std::expected<ElfSymbols, ElfError> read_symbols(const ElfImage &image,
                                                               const ElfDynamic &dynamic,
                                                               ElfModule &module);

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
// The functions that the dynamic linker calls while it loads, and at exit. Internal.
#pragma once

#include "elf_symbols.hpp"

namespace walletauth {

/// The entries of DT_INIT_ARRAY and DT_FINI_ARRAY. What they hold is known only from the
/// relocations that write them. Each is to be written once, with code of the module.
class ElfInitialisers {
  public:
    /// `check_dynamic` has found the arrays whole.
    ElfInitialisers(const ElfImage &image, const ElfDynamic &dynamic, const ElfSymbols &symbols);

    /// A relocation with an addend, which writes `size` bytes.
    [[nodiscard]] ElfCheck note(const Elf64_Rela &relocation, std::uint64_t size);
    /// A packed relocation: the word in the file is its addend.
    [[nodiscard]] ElfCheck note_packed(std::uint64_t address);
    /// An entry that nothing writes holds an address of no process.
    [[nodiscard]] ElfCheck check_all_written() const;

  private:
    struct Array {
        std::uint64_t at = 0;
        std::uint64_t size = 0;
        std::vector<bool> written;
    };

    [[nodiscard]] bool touches(std::uint64_t address, std::uint64_t size) const noexcept;
    [[nodiscard]] ElfCheck write(std::uint64_t address, std::optional<std::uint64_t> function);

    const ElfImage &image_;
    const ElfSymbols &symbols_;
    std::vector<Array> arrays_;
};

} // namespace walletauth

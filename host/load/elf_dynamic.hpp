// SPDX-License-Identifier: Apache-2.0
// The dynamic section: what the dynamic linker is told to do. Internal.
#pragma once

#include "elf_image.hpp"

namespace walletauth {

struct ElfDynamic {
    std::vector<Elf64_Dyn> entries; ///< every tag but DT_NEEDED at most once
    ElfBytes strings;

    [[nodiscard]] std::optional<std::uint64_t> value(std::int64_t tag) const noexcept;
};

/// The entries up to DT_NULL, and the table of their texts.
[[nodiscard]] std::expected<ElfDynamic, ElfError> read_dynamic(const ElfImage &image);

/// The rules for single entries; fills `needed`.
[[nodiscard]] ElfCheck check_dynamic(const ElfImage &image, const ElfDynamic &dynamic,
                                     ElfModule &module);

} // namespace walletauth

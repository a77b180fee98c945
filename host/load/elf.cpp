// SPDX-License-Identifier: Apache-2.0
#include "elf.hpp"

#include "elf_dynamic.hpp"
#include "elf_image.hpp"
#include "elf_note.hpp"
#include "elf_relocations.hpp"
#include "elf_segments.hpp"
#include "elf_symbols.hpp"
#include "elf_versions.hpp"

namespace walletauth {

std::expected<ElfModule, ElfError> read_elf(std::span<const std::uint8_t> file) {
    const auto image = ElfImage::open(file);
    if (!image) return std::unexpected(image.error());
    ElfModule module;
    if (auto good = check_segments(*image); !good) return std::unexpected(good.error());
    if (auto good = read_note(*image, module); !good) return std::unexpected(good.error());
    if (auto good = check_stack(*image); !good) return std::unexpected(good.error());
    const auto dynamic = read_dynamic(*image);
    if (!dynamic) return std::unexpected(dynamic.error());
    if (auto good = check_dynamic(*image, *dynamic, module); !good) {
        return std::unexpected(good.error());
    }
    const auto symbols = read_symbols(*image, *dynamic, module);
    if (!symbols) return std::unexpected(symbols.error());
    if (auto good = check_relocations(*image, *dynamic, *symbols); !good) {
        return std::unexpected(good.error());
    }
    if (auto good = check_versions(*image, *dynamic, *symbols, module); !good) {
        return std::unexpected(good.error());
    }
    return module;
}

} // namespace walletauth

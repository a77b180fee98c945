// SPDX-License-Identifier: Apache-2.0
#include "elf_initialisers.hpp"

#include <algorithm>

namespace walletauth {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t relative = R_X86_64_RELATIVE;
constexpr std::uint32_t absolute = R_X86_64_64;
#elif defined(__aarch64__)
constexpr std::uint32_t relative = R_AARCH64_RELATIVE;
constexpr std::uint32_t absolute = R_AARCH64_ABS64;
#endif

/// The address that a relocation of an entry writes, less the module's base; nothing where that is
/// not known before loading.
std::optional<std::uint64_t> written_by(const Elf64_Rela &relocation, const ElfSymbols &symbols) {
    const auto addend = static_cast<std::uint64_t>(relocation.r_addend);
    const auto type = static_cast<std::uint32_t>(ELF64_R_TYPE(relocation.r_info));
    const std::uint64_t index = ELF64_R_SYM(relocation.r_info);
    if (type == relative) return addend;
    if (type != absolute || index == 0 || index >= symbols.count) return std::nullopt;
    const auto symbol = symbols.at(index);
    const auto kind = ELF64_ST_TYPE(symbol.st_info);
    const bool is_place = kind == STT_FUNC || kind == STT_NOTYPE || kind == STT_SECTION;
    if (!is_place || symbol.st_shndx == SHN_UNDEF || symbol.st_shndx >= SHN_LORESERVE) {
        return std::nullopt;
    }
    return symbol.st_value + addend;
}

} // namespace

ElfInitialisers::ElfInitialisers(const ElfImage &image, const ElfDynamic &dynamic,
                                 const ElfSymbols &symbols)
    : image_(image), symbols_(symbols) {
    for (const auto &[tag, size_tag] :
         {std::pair{DT_INIT_ARRAY, DT_INIT_ARRAYSZ}, std::pair{DT_FINI_ARRAY, DT_FINI_ARRAYSZ}}) {
        const auto size = dynamic.value(size_tag).value_or(0);
        if (size == 0) continue;
        arrays_.push_back(
            {dynamic.value(tag).value_or(0), size, std::vector<bool>(size / sizeof(Elf64_Addr))});
    }
}

bool ElfInitialisers::touches(std::uint64_t address, std::uint64_t size) const noexcept {
    return std::ranges::any_of(arrays_, [&](const Array &array) {
        return address < array.at + array.size && address + size > array.at;
    });
}

ElfCheck ElfInitialisers::write(std::uint64_t address, std::optional<std::uint64_t> function) {
    if (!function || !image_.has_memory(*function, 1, PF_X)) {
        return broken("elf-dynamic", "an initialiser (DT_INIT_ARRAY, DT_FINI_ARRAY) is no code of "
                                     "the module");
    }
    for (auto &array : arrays_) {
        if (address < array.at || address - array.at >= array.size) continue;
        const std::uint64_t inside = address - array.at;
        const auto entry = inside / sizeof(Elf64_Addr);
        if (inside % sizeof(Elf64_Addr) != 0 || array.written[entry]) break;
        array.written[entry] = true;
        return {};
    }
    return broken("elf-dynamic", "an initialiser (DT_INIT_ARRAY, DT_FINI_ARRAY) is written twice, "
                                 "or in part");
}

ElfCheck ElfInitialisers::note(const Elf64_Rela &relocation, std::uint64_t size) {
    if (!touches(relocation.r_offset, size)) return {};
    return write(relocation.r_offset, written_by(relocation, symbols_));
}

ElfCheck ElfInitialisers::note_packed(std::uint64_t address) {
    if (!touches(address, sizeof(Elf64_Addr))) return {};
    const auto word = image_.mapped(address, sizeof(Elf64_Addr));
    return write(address, word ? ElfImage::read<std::uint64_t>(*word, 0) : std::nullopt);
}

ElfCheck ElfInitialisers::check_all_written() const {
    for (const auto &array : arrays_) {
        if (std::ranges::find(array.written, false) == array.written.end()) continue;
        return broken("elf-dynamic", "an initialiser (DT_INIT_ARRAY, DT_FINI_ARRAY) has no "
                                     "relocation");
    }
    return {};
}

} // namespace walletauth

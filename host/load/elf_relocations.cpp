// SPDX-License-Identifier: Apache-2.0
#include "elf_relocations.hpp"

#include "elf_initialisers.hpp"

#include <algorithm>
#include <array>

namespace walletauth {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t irelative = R_X86_64_IRELATIVE;
constexpr std::uint32_t relative = R_X86_64_RELATIVE;
constexpr std::array<std::uint32_t, 2> static_tls{R_X86_64_TPOFF64, R_X86_64_TPOFF32};
constexpr std::array<std::uint32_t, 8> known{
    R_X86_64_NONE,     R_X86_64_64,       R_X86_64_GLOB_DAT, R_X86_64_JUMP_SLOT,
    R_X86_64_RELATIVE, R_X86_64_DTPMOD64, R_X86_64_DTPOFF64, R_X86_64_TLSDESC};
#elif defined(__aarch64__)
constexpr std::uint32_t irelative = R_AARCH64_IRELATIVE;
constexpr std::uint32_t relative = R_AARCH64_RELATIVE;
constexpr std::array<std::uint32_t, 1> static_tls{R_AARCH64_TLS_TPREL};
constexpr std::array<std::uint32_t, 8> known{
    R_AARCH64_NONE,     R_AARCH64_ABS64,      R_AARCH64_GLOB_DAT,   R_AARCH64_JUMP_SLOT,
    R_AARCH64_RELATIVE, R_AARCH64_TLS_DTPMOD, R_AARCH64_TLS_DTPREL, R_AARCH64_TLSDESC};
#endif

// A table of a million pointers is 8 MB. Those with a symbol are looked up one by one.
constexpr std::size_t max_relocations = std::size_t{1} << 20;
constexpr std::size_t max_look_ups = std::size_t{1} << 18;

std::string numbered(std::size_t index) { return "relocation " + std::to_string(index); }

/// The bytes of a table, given by three tags; none where the module has no such table.
std::expected<ElfBytes, ElfError> table_of(const ElfImage &image, const ElfDynamic &dynamic,
                                           std::int64_t at_tag, std::int64_t size_tag,
                                           std::size_t entry_size) {
    const auto at = dynamic.value(at_tag);
    const auto size = dynamic.value(size_tag);
    if (!at && size.value_or(0) == 0) return ElfBytes{};
    const auto bytes = at && size ? image.mapped(*at, *size) : std::nullopt;
    if (at && size && *size == 0) return ElfBytes{};
    if (!bytes || bytes->size() % entry_size != 0) {
        return broken("elf-relocation", "a table of relocations does not lie in the file");
    }
    if (bytes->size() / entry_size > max_relocations) {
        return broken("elf-relocation",
                      "more than " + std::to_string(max_relocations) + " of them");
    }
    return *bytes;
}

ElfCheck check_type(std::uint32_t type, std::size_t index) {
    if (type == irelative) {
        return broken("ifunc", numbered(index) + " calls an indirect function while loading");
    }
    if (std::ranges::find(static_tls, type) != static_tls.end()) {
        return broken("static-tls", numbered(index) + " takes static thread-local storage");
    }
    if (std::ranges::find(known, type) == known.end()) {
        return broken("elf-relocation", numbered(index) + " is of type " + std::to_string(type) +
                                            ", which no shared object needs");
    }
    return {};
}

/// The relocations with addends of one table; the first `relatives` are said to be relative.
ElfCheck check_addends(const ElfImage &image, const ElfSymbols &symbols, ElfBytes table,
                       std::uint64_t relatives, ElfInitialisers &initialisers) {
    std::size_t look_ups = 0;
    for (std::size_t i = 0; i < table.size() / sizeof(Elf64_Rela); ++i) {
        const auto entry =
            ElfImage::read<Elf64_Rela>(table, i * sizeof(Elf64_Rela)).value_or(Elf64_Rela{});
        const auto type = static_cast<std::uint32_t>(ELF64_R_TYPE(entry.r_info));
        if (auto good = check_type(type, i); !good) return good;
        if (i < relatives && type != relative) { // ld.so asserts it
            return broken("elf-relocation",
                          numbered(i) + " is not relative, though counted as such");
        }
        if (type == known.front()) continue;                         // NONE
        const std::uint64_t written = type == known.back() ? 16 : 8; // TLSDESC: two words
        if (!image.has_memory(entry.r_offset, written, PF_W)) {
            return broken("elf-relocation",
                          numbered(i) + " is written where no memory is writable");
        }
        const std::uint64_t symbol = ELF64_R_SYM(entry.r_info);
        if (symbol >= symbols.count && symbol != 0) {
            return broken("elf-relocation", numbered(i) + " names a symbol beyond the table");
        }
        if (symbol != 0 && ++look_ups > max_look_ups) {
            return broken("elf-relocation", "more than " + std::to_string(max_look_ups) +
                                                " relocations name symbols");
        }
        if (auto good = initialisers.note(entry, written); !good) return good;
    }
    return {};
}

ElfCheck check_sizes(const ElfDynamic &dynamic) {
    const auto is = [&](std::int64_t tag, std::uint64_t expected) {
        return dynamic.value(tag).value_or(expected) == expected;
    };
    if (!is(DT_RELAENT, sizeof(Elf64_Rela)) || !is(DT_RELRENT, sizeof(Elf64_Relr)) ||
        !is(DT_PLTREL, DT_RELA) || (dynamic.value(DT_RELA) && !dynamic.value(DT_RELAENT)) ||
        (dynamic.value(DT_RELR) && !dynamic.value(DT_RELRENT)) ||
        (dynamic.value(DT_JMPREL) && !dynamic.value(DT_PLTREL))) {
        return broken("elf-relocation", "the relocations have another size or kind");
    }
    return {};
}

/// DT_RELR: an address, then bitmaps of the 63 words that follow it.
ElfCheck check_packed(const ElfImage &image, ElfBytes table, ElfInitialisers &initialisers) {
    std::uint64_t next = 0;
    for (std::size_t i = 0; i < table.size() / sizeof(Elf64_Relr); ++i) {
        auto entry =
            ElfImage::read<Elf64_Relr>(table, i * sizeof(Elf64_Relr)).value_or(Elf64_Relr{});
        const bool is_address = (entry & 1) == 0;
        std::uint64_t at = is_address ? entry : next;
        next = is_address ? entry + 8 : next + std::uint64_t{63} * 8;
        for (entry = is_address ? 1 : entry >> 1; entry != 0; entry >>= 1, at += 8) {
            if ((entry & 1) == 0) continue;
            if (!image.has_memory(at, 8, PF_W)) {
                return broken("elf-relocation",
                              "packed " + numbered(i) + " is written where no memory is writable");
            }
            if (auto good = initialisers.note_packed(at); !good) return good;
        }
    }
    return {};
}

} // namespace

ElfCheck check_relocations(const ElfImage &image, const ElfDynamic &dynamic,
                           const ElfSymbols &symbols) {
    if (auto good = check_sizes(dynamic); !good) return good;
    const auto plain = table_of(image, dynamic, DT_RELA, DT_RELASZ, sizeof(Elf64_Rela));
    if (!plain) return std::unexpected(plain.error());
    const auto calls = table_of(image, dynamic, DT_JMPREL, DT_PLTRELSZ, sizeof(Elf64_Rela));
    if (!calls) return std::unexpected(calls.error());
    const auto packed = table_of(image, dynamic, DT_RELR, DT_RELRSZ, sizeof(Elf64_Relr));
    if (!packed) return std::unexpected(packed.error());
    const auto relatives = dynamic.value(DT_RELACOUNT).value_or(0);
    if (relatives > plain->size() / sizeof(Elf64_Rela)) {
        return broken("elf-relocation", "more relative relocations are counted than there are");
    }
    ElfInitialisers initialisers(image, dynamic, symbols);
    if (auto good = check_addends(image, symbols, *plain, relatives, initialisers); !good) {
        return good;
    }
    if (auto good = check_addends(image, symbols, *calls, 0, initialisers); !good) return good;
    if (auto good = check_packed(image, *packed, initialisers); !good) return good;
    return initialisers.check_all_written();
}

} // namespace walletauth

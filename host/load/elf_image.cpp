// SPDX-License-Identifier: Apache-2.0
#include "elf_image.hpp"

#include <algorithm>

namespace walletauth {
namespace {

#if defined(__x86_64__)
constexpr unsigned host_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr unsigned host_machine = EM_AARCH64;
#endif

// Linkers write 8 to 14. The dynamic linker keeps all of them on the stack.
constexpr std::size_t max_segments = 64;

std::string found(std::uint64_t value, std::uint64_t expected) {
    return "found " + std::to_string(value) + ", expected " + std::to_string(expected);
}

} // namespace

std::expected<ElfImage, ElfError> ElfImage::open(ElfBytes file) {
    const auto header = read<Elf64_Ehdr>(file, 0);
    if (file.size() < SELFMAG || std::memcmp(file.data(), ELFMAG, SELFMAG) != 0) {
        return broken("elf-class", "the file is no ELF file");
    }
    if (!header) return broken("elf-truncated", "the file ends inside the ELF header");
    if (header->e_ident[EI_CLASS] != ELFCLASS64) {
        return broken("elf-class", found(header->e_ident[EI_CLASS], ELFCLASS64));
    }
    if (header->e_ident[EI_DATA] != ELFDATA2LSB) {
        return broken("elf-class", "byte order " + found(header->e_ident[EI_DATA], ELFDATA2LSB));
    }
    if (header->e_machine != host_machine) {
        return broken("elf-machine", found(header->e_machine, host_machine));
    }
    if (header->e_type != ET_DYN) return broken("elf-type", found(header->e_type, ET_DYN));
    if (header->e_phentsize != sizeof(Elf64_Phdr)) {
        return broken("elf-segment",
                      "program header size " + found(header->e_phentsize, sizeof(Elf64_Phdr)));
    }
    if (header->e_phnum > max_segments) {
        return broken("elf-segment", std::to_string(header->e_phnum) +
                                         " program headers, expected at most " +
                                         std::to_string(max_segments));
    }
    ElfImage image;
    image.file_ = file;
    image.segments_at_ = header->e_phoff;
    for (std::size_t i = 0; i < header->e_phnum; ++i) {
        const auto segment = read<Elf64_Phdr>(file, header->e_phoff + i * sizeof(Elf64_Phdr));
        if (!segment || header->e_phoff > file.size()) {
            return broken("elf-truncated",
                          "the file ends inside program header " + std::to_string(i));
        }
        // A loadable segment beyond the file's end kills the process with SIGBUS.
        if (!image.at(segment->p_offset, segment->p_filesz)) {
            return broken("elf-truncated",
                          "segment " + std::to_string(i) + " ends at byte " +
                              std::to_string(segment->p_offset + segment->p_filesz) +
                              ", the file at " + std::to_string(file.size()));
        }
        if (segment->p_type == PT_LOAD && segment->p_memsz < segment->p_filesz) {
            return broken("elf-segment", "segment " + std::to_string(i) + " is larger in the file");
        }
        image.segments_.push_back(*segment);
    }
    return image;
}

std::optional<ElfBytes> ElfImage::at(std::uint64_t offset, std::uint64_t size) const noexcept {
    if (offset > file_.size() || file_.size() - offset < size) return std::nullopt;
    return file_.subspan(offset, size);
}

std::optional<ElfBytes> ElfImage::mapped(std::uint64_t address) const noexcept {
    for (const auto &segment : segments_) {
        if (segment.p_type != PT_LOAD || address < segment.p_vaddr) continue;
        const std::uint64_t inside = address - segment.p_vaddr;
        if (inside < segment.p_filesz) {
            return file_.subspan(segment.p_offset + inside, segment.p_filesz - inside);
        }
    }
    return std::nullopt;
}

std::optional<ElfBytes> ElfImage::mapped(std::uint64_t address, std::uint64_t size) const noexcept {
    const auto bytes = mapped(address);
    if (!bytes || bytes->size() < size) return std::nullopt;
    return bytes->first(size);
}

bool ElfImage::has_memory(std::uint64_t address, std::uint64_t size,
                          std::uint32_t flags) const noexcept {
    for (const auto &segment : segments_) {
        if (segment.p_type != PT_LOAD || address < segment.p_vaddr) continue;
        const std::uint64_t inside = address - segment.p_vaddr;
        if (inside <= segment.p_memsz && segment.p_memsz - inside >= size &&
            (segment.p_flags & flags) == flags) {
            return true;
        }
    }
    return false;
}

std::optional<std::string_view> ElfImage::text(ElfBytes table, std::uint64_t offset) noexcept {
    if (offset >= table.size()) return std::nullopt;
    const auto rest = table.subspan(offset, std::min(table.size() - offset, max_elf_name + 1));
    const auto end = std::ranges::find(rest, std::uint8_t{0});
    if (end == rest.end()) return std::nullopt;
    return std::string_view{reinterpret_cast<const char *>(rest.data()),
                            static_cast<std::size_t>(end - rest.begin())};
}

} // namespace walletauth

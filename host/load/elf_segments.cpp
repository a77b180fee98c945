// SPDX-License-Identifier: Apache-2.0
#include "elf_segments.hpp"

#include <unistd.h>

#include <bit>

namespace walletauth {
namespace {

// Of code and data together; a table of verifying keys is some megabytes.
constexpr std::uint64_t max_image = std::uint64_t{256} << 20;
constexpr std::uint64_t max_alignment = std::uint64_t{2} << 20; // of x86-64's large pages
constexpr std::uint64_t max_thread_memory = std::uint64_t{1} << 20;
// The dynamic linker may keep all notes on the stack.
constexpr std::uint64_t max_notes = std::uint64_t{64} << 10;

std::uint64_t page_size() noexcept {
    static const auto size = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return size;
}
std::uint64_t page_down(std::uint64_t address) noexcept { return address & ~(page_size() - 1); }
std::uint64_t page_up(std::uint64_t address) noexcept {
    return page_down(address + page_size() - 1);
}

std::string numbered(std::size_t index) { return "segment " + std::to_string(index); }

/// What ld.so demands of one PT_LOAD (glibc, elf/dl-load.c), and bounds that keep sums in range.
ElfCheck check_load(const Elf64_Phdr &segment, std::size_t index) {
    if (!std::has_single_bit(segment.p_align) || segment.p_align < page_size() ||
        segment.p_align > max_alignment) {
        return broken("elf-segment",
                      numbered(index) + " is aligned to " + std::to_string(segment.p_align) +
                          ", expected a power of two from " + std::to_string(page_size()) + " to " +
                          std::to_string(max_alignment));
    }
    if (((segment.p_vaddr - segment.p_offset) & (segment.p_align - 1)) != 0) {
        return broken("elf-segment",
                      numbered(index) + " lies at another place of its page than in the file");
    }
    if (segment.p_vaddr > max_image || segment.p_memsz > max_image - segment.p_vaddr) {
        return broken("elf-segment", numbered(index) + " ends beyond " + std::to_string(max_image));
    }
    return {};
}

/// Ascending and on pages of their own: ld.so takes the first and the last for the whole range, and
/// maps a later segment over an earlier one.
ElfCheck check_loads(const ElfImage &image) {
    std::uint64_t end = 0;
    std::size_t index = 0;
    for (const auto &segment : image.segments()) {
        const std::size_t here = index++;
        if (segment.p_type != PT_LOAD) continue;
        if (auto good = check_load(segment, here); !good) return good;
        if (page_down(segment.p_vaddr) < end) {
            return broken("elf-segment",
                          numbered(here) +
                              " begins on a page of an earlier one, or before it; expected "
                              "ascending segments on pages of their own");
        }
        end = page_up(segment.p_vaddr + segment.p_memsz);
    }
    if (end == 0) return broken("elf-segment", "there is no loadable segment");
    return {};
}

ElfCheck check_tls(const Elf64_Phdr &segment, std::size_t index) {
    if (segment.p_memsz > max_thread_memory || segment.p_filesz > segment.p_memsz ||
        segment.p_align > page_size() ||
        (segment.p_align != 0 && !std::has_single_bit(segment.p_align))) {
        return broken("elf-segment", numbered(index) + ", thread-local storage, has a size or an " +
                                         "alignment out of bounds");
    }
    return {};
}

/// What ld.so makes read-only after relocation; code would not run any more. Whole pages, so the
/// end may lie on the segment's last.
ElfCheck check_relro(const ElfImage &image, const Elf64_Phdr &relro, std::size_t index) {
    for (const auto &segment : image.segments()) {
        if (segment.p_type != PT_LOAD || (segment.p_flags & (PF_W | PF_X)) != PF_W ||
            relro.p_vaddr < segment.p_vaddr) {
            continue;
        }
        const std::uint64_t room = page_up(segment.p_vaddr + segment.p_memsz) - segment.p_vaddr;
        const std::uint64_t inside = relro.p_vaddr - segment.p_vaddr;
        if (inside <= room && relro.p_memsz <= room - inside) return {};
    }
    return broken("elf-segment",
                  numbered(index) +
                      ", made read-only after relocation, lies in no segment of data");
}

/// The dynamic linker reads these in memory, this parser in the file: they must be the same bytes.
ElfCheck check_mapped(const ElfImage &image, const Elf64_Phdr &segment, std::size_t index) {
    const auto bytes = image.at(segment.p_offset, segment.p_filesz).value_or(ElfBytes{});
    const auto mapped = image.mapped(segment.p_vaddr, segment.p_filesz);
    const bool whole = segment.p_type == PT_TLS || segment.p_memsz == segment.p_filesz;
    if (segment.p_filesz == 0 && segment.p_memsz == 0) return {};
    if (segment.p_type == PT_TLS && segment.p_filesz == 0) return {};
    if (!whole || !mapped || mapped->data() != bytes.data()) {
        return broken("elf-segment", numbered(index) + " (type " + std::to_string(segment.p_type) +
                                         ") is not mapped where its header says");
    }
    return {};
}

/// One segment that is no PT_LOAD.
ElfCheck check_other(const ElfImage &image, const Elf64_Phdr &segment, std::size_t index) {
    switch (segment.p_type) {
    case PT_PHDR:
        if (segment.p_offset != image.segments_at() ||
            segment.p_filesz != image.segments().size_bytes()) {
            return broken("elf-segment", numbered(index) + " is not the program headers");
        }
        return check_mapped(image, segment, index);
    case PT_TLS:
        if (auto good = check_tls(segment, index); !good) return good;
        return check_mapped(image, segment, index);
    case PT_GNU_RELRO:
        return check_relro(image, segment, index);
    case PT_DYNAMIC:
    case PT_NOTE:
    case PT_GNU_PROPERTY:
    case PT_GNU_EH_FRAME:
        return check_mapped(image, segment, index);
    default:
        return {};
    }
}

} // namespace

ElfCheck check_segments(const ElfImage &image) {
    if (auto good = check_loads(image); !good) return good;
    std::uint64_t notes = 0;
    std::size_t thread_local_segments = 0;
    std::size_t index = 0;
    for (const auto &segment : image.segments()) {
        if (auto good = check_other(image, segment, index++); !good) return good;
        if (segment.p_type == PT_NOTE || segment.p_type == PT_GNU_PROPERTY) {
            notes += segment.p_filesz; // at most 64 times the file
        }
        if (segment.p_type == PT_TLS) ++thread_local_segments;
    }
    if (thread_local_segments > 1) {
        return broken("elf-segment", "there are two segments of thread-local storage");
    }
    if (notes > max_notes) {
        return broken("note", std::to_string(notes) + " bytes of notes, expected at most " +
                                  std::to_string(max_notes));
    }
    return {};
}

ElfCheck check_stack(const ElfImage &image) {
    bool stated = false;
    for (const auto &segment : image.segments()) {
        if (segment.p_type != PT_GNU_STACK) continue;
        stated = true;
        if ((segment.p_flags & PF_X) != 0)
            return broken("exec-stack", "the module wants an executable stack");
    }
    if (!stated)
        return broken("exec-stack", "PT_GNU_STACK is missing: the stack would be executable");
    return {};
}

} // namespace walletauth

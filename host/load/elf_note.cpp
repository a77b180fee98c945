// SPDX-License-Identifier: Apache-2.0
#include "elf_note.hpp"

#include <walletauth/plugin.h>

namespace walletauth {
namespace {

/// The descriptor of each note of ours in one PT_NOTE segment. Offsets are rounded, not sizes: in a
/// segment aligned to 8 the 4 bytes of "GNU" end at 16, and there its descriptor starts.
std::expected<std::vector<ElfBytes>, ElfError> own_notes(ElfBytes segment,
                                                         std::uint64_t alignment) {
    const std::uint64_t align = alignment == 8 ? 8 : 4;
    const auto rounded = [&](std::uint64_t at) { return (at + align - 1) / align * align; };
    std::vector<ElfBytes> notes;
    std::uint64_t at = 0;
    while (segment.size() - at >= sizeof(Elf64_Nhdr)) {
        const auto header = ElfImage::read<Elf64_Nhdr>(segment, at).value_or(Elf64_Nhdr{});
        const std::uint64_t name = at + sizeof(Elf64_Nhdr);
        const std::uint64_t descriptor = rounded(name + header.n_namesz);
        const std::uint64_t end = rounded(descriptor + header.n_descsz);
        if (descriptor + header.n_descsz > segment.size()) {
            return broken("note", "a note reaches beyond its segment");
        }
        const auto owner = ElfImage::text(segment.first(name + header.n_namesz), name);
        if (header.n_type == WA_NOTE_TYPE && header.n_namesz == sizeof(WA_NOTE_OWNER) && owner &&
            *owner == WA_NOTE_OWNER) {
            notes.push_back(segment.subspan(descriptor, header.n_descsz));
        }
        if (end >= segment.size()) break;
        at = end;
    }
    return notes;
}

} // namespace

ElfCheck read_note(const ElfImage &image, ElfModule &module) {
    std::vector<ElfBytes> notes;
    for (const auto &segment : image.segments()) {
        // The dynamic linker reads both, and trusts the sizes in them.
        if (segment.p_type != PT_NOTE && segment.p_type != PT_GNU_PROPERTY) continue;
        const auto found = own_notes(
            image.at(segment.p_offset, segment.p_filesz).value_or(ElfBytes{}), segment.p_align);
        if (!found) return std::unexpected(found.error());
        if (segment.p_type == PT_NOTE) notes.insert(notes.end(), found->begin(), found->end());
    }
    if (notes.size() != 1) {
        return broken("note", "found " + std::to_string(notes.size()) +
                                  " walletauth notes, expected 1: it is no plugin of walletauth");
    }
    const auto note = notes.front();
    const auto major = ElfImage::read<std::uint32_t>(note, 0);
    const auto minor = ElfImage::read<std::uint32_t>(note, 4);
    const auto id = ElfImage::text(note, 8);
    if (!major || !minor || !id || id->empty() || note.size() != 8 + id->size() + 1) {
        return broken("note", "the walletauth note is not u32 major, u32 minor, id with NUL");
    }
    module.abi_major = *major;
    module.abi_minor = *minor;
    module.id = *id;
    if (*major != WA_ABI_MAJOR || *minor != WA_ABI_MINOR) {
        return broken("abi-version", "found " + std::to_string(*major) + '.' +
                                         std::to_string(*minor) + ", expected " +
                                         std::to_string(WA_ABI_MAJOR) + '.' +
                                         std::to_string(WA_ABI_MINOR));
    }
    return {};
}

} // namespace walletauth

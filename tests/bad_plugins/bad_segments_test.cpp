// SPDX-License-Identifier: Apache-2.0
// Segments that mean to the dynamic linker something else than to a reader of the file.
#include "bad_elf.hpp"

#include <utility>

namespace {

using bad::BadElf;
using bad::ElfCase;
using bad::ElfPatch;

/// Bytes of zero between the first segment's end and its page's.
std::uint64_t zeros_of(ElfPatch &elf) {
    return (elf.load(0).p_offset + elf.load(0).p_filesz + 15) / 8 * 8;
}

void overlap(ElfPatch &elf) {
    auto &first = elf.load(0);
    first.p_filesz = first.p_memsz = elf.load(1).p_vaddr - first.p_vaddr + 8;
}
void descend(ElfPatch &elf) { std::swap(elf.load(2), elf.load(3)); }
void align_to_three_pages(ElfPatch &elf) { elf.load(0).p_align *= 3; }
void end_far_away(ElfPatch &elf) { elf.load_with(PF_R | PF_W).p_memsz = std::uint64_t{1} << 30; }

/// 200 times the same 60,000 bytes of notes.
void have_many_segments(ElfPatch &elf) {
    constexpr std::uint64_t size = 60000;
    std::string headers;
    const int old = elf.header().e_phnum;
    for (int i = 0; i < old; ++i)
        headers += bad::raw(elf.segment(i));
    std::string bytes = elf.bytes();
    bytes.resize((bytes.size() + 7) / 8 * 8);
    for (int i = 0; i < 200; ++i) {
        headers += bad::raw(Elf64_Phdr{PT_NOTE, PF_R, bytes.size(), 0, 0, size, size, 4});
    }
    bytes.resize(bytes.size() + size);
    elf = ElfPatch(bytes + headers);
    elf.header().e_phoff = bytes.size();
    elf.header().e_phnum = static_cast<std::uint16_t>(old + 200);
}

void have_long_notes(ElfPatch &elf) {
    constexpr std::uint64_t size = std::uint64_t{1} << 20;
    const auto address = elf.append(std::string(size, '\0'));
    auto &note = elf.segment(PT_GNU_RELRO, 0);
    note = elf.load(4);
    note.p_type = PT_NOTE;
    note.p_align = 4;
    ASSERT_EQ(note.p_vaddr, address);
}

void put_note_nowhere(ElfPatch &elf) {
    elf.segment(PT_GNU_EH_FRAME, 0) = {PT_NOTE, PF_R, zeros_of(elf), std::uint64_t{7} << 36, 0, 64,
                                       64,      8};
}

/// A property note of 2 GB in 64 bytes: properties of no type and no size, one after the other.
void lie_about_property(ElfPatch &elf) {
    Elf64_Nhdr note{4, 0x7ffffff8, NT_GNU_PROPERTY_TYPE_0};
    elf.append(bad::raw(note) + std::string("GNU\0", 4) + std::string(4096 - 16, '\0'));
    auto &property = elf.segment(PT_GNU_RELRO, 0);
    property = elf.load(4);
    property.p_type = PT_GNU_PROPERTY;
    property.p_filesz = property.p_memsz = 64;
    property.p_align = 8;
}

void protect_code_from_running(ElfPatch &elf) {
    const auto code = elf.load_with(PF_R | PF_X);
    auto &relro = elf.segment(PT_GNU_RELRO, 0);
    relro.p_offset = code.p_offset;
    relro.p_vaddr = code.p_vaddr;
    relro.p_filesz = relro.p_memsz = 4096;
}
void align_threads_to_three(ElfPatch &elf) {
    elf.segment(PT_GNU_EH_FRAME, 0) = {PT_TLS, PF_R, zeros_of(elf), 0, 0, 0, 8, 3};
}
void start_threads_from_nowhere(ElfPatch &elf) {
    elf.segment(PT_GNU_EH_FRAME, 0) = {PT_TLS, PF_R, zeros_of(elf), std::uint64_t{7} << 36, 0, 8,
                                       8,      8};
}
void take_other_program_headers(ElfPatch &elf) {
    auto &headers = elf.segment(PT_GNU_EH_FRAME, 0);
    headers.p_type = PT_PHDR;
    headers.p_align = 8;
}

const ElfCase cases[] = {
    {"overlap", "elf-segment", "the later segment hides the earlier one", overlap},
    {"descend", "elf-segment", "maps outside of the range that it reserved", descend},
    {"alignment", "elf-segment", "takes it for a mask", align_to_three_pages},
    {"far", "elf-segment", "reserves a GB", end_far_away},
    {"many", "elf-segment", "reads each; a reader takes segments times notes", have_many_segments},
    {"long_notes", "note", "reads all of them", have_long_notes},
    {"note_nowhere", "elf-segment", "SIGSEGV", put_note_nowhere},
    {"property_size", "note", "trusts it", lie_about_property},
    {"relro_of_code", "elf-segment", "SIGSEGV at the first call", protect_code_from_running},
    {"tls_alignment", "elf-segment", "takes it for a mask", align_threads_to_three},
    {"tls_nowhere", "elf-segment", "SIGSEGV at the first use", start_threads_from_nowhere},
    {"headers", "elf-segment", "takes unwind data for headers", take_other_program_headers},
};

INSTANTIATE_TEST_SUITE_P(Segments, BadElf, testing::ValuesIn(cases),
                         [](const auto &info) { return std::string{info.param.name}; });

} // namespace

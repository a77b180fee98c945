// SPDX-License-Identifier: Apache-2.0
// Relocations that the dynamic linker carries out wherever they lead.
#include "bad_elf.hpp"

#include <walletauth/plugin.h>

namespace {

using bad::BadElf;
using bad::ElfCase;
using bad::ElfPatch;

#if defined(__x86_64__)
constexpr std::uint32_t irelative = R_X86_64_IRELATIVE;
constexpr std::uint32_t copy = R_X86_64_COPY;
constexpr std::uint32_t absolute = R_X86_64_64;
#elif defined(__aarch64__)
constexpr std::uint32_t irelative = R_AARCH64_IRELATIVE;
constexpr std::uint32_t copy = R_AARCH64_COPY;
constexpr std::uint32_t absolute = R_AARCH64_ABS64;
#endif
constexpr std::uint64_t nowhere = std::uint64_t{7} << 36;

void call_while_loading(ElfPatch &elf) {
    auto &relocation = elf.with_symbol();
    relocation.r_info = ELF64_R_INFO(0, irelative);
    relocation.r_addend = static_cast<std::int64_t>(elf.value(DT_FINI)); // does nothing
}
/// Initial-exec variables, and no flag that says so.
void hide_static_tls(ElfPatch &elf) {
    elf.tag(DT_FLAGS).d_un.d_val &= ~std::uint64_t{DF_STATIC_TLS};
}
void copy_a_variable(ElfPatch &elf) {
    auto &relocation = elf.with_symbol();
    relocation.r_info = ELF64_R_INFO(ELF64_R_SYM(relocation.r_info), copy);
}
void write_into_code(ElfPatch &elf) {
    elf.relocation(0).r_offset = elf.load_with(PF_R | PF_X).p_vaddr;
}
void write_nowhere(ElfPatch &elf) { elf.relocation(0).r_offset = nowhere; }
void name_symbol_beyond_table(ElfPatch &elf) {
    auto &relocation = elf.with_symbol();
    relocation.r_info = ELF64_R_INFO(std::uint64_t{0x7000000}, ELF64_R_TYPE(relocation.r_info));
}
void count_too_many_relative(ElfPatch &elf) { ++elf.tag(DT_RELACOUNT).d_un.d_val; }
void have_short_entries(ElfPatch &elf) { elf.tag(DT_RELAENT).d_un.d_val = 16; }
void have_calls_without_addends(ElfPatch &elf) { elf.tag(DT_PLTREL).d_un.d_val = DT_REL; }
void have_table_nowhere(ElfPatch &elf) { elf.tag(DT_RELA).d_un.d_val = nowhere; }
void write_packed_nowhere(ElfPatch &elf) {
    const auto table = elf.append(bad::raw(nowhere));
    elf.add_tag(DT_RELR, table);
    elf.add_tag(DT_RELRSZ, 8);
    elf.add_tag(DT_RELRENT, 8);
}

/// The relocation that writes the first entry of an array of functions.
Elf64_Rela &of_array(ElfPatch &elf, std::int64_t array) {
    for (unsigned i = 0;; ++i) {
        if (elf.relocation(i).r_offset == elf.value(array)) return elf.relocation(i);
    }
}
void initialise_nowhere(ElfPatch &elf) { of_array(elf, DT_INIT_ARRAY).r_addend = nowhere; }
void initialise_in_data(ElfPatch &elf) {
    of_array(elf, DT_INIT_ARRAY).r_addend =
        static_cast<std::int64_t>(elf.segment(PT_DYNAMIC, 0).p_vaddr);
}
void end_nowhere(ElfPatch &elf) { of_array(elf, DT_FINI_ARRAY).r_addend = nowhere; }
/// exit() or any other function of the process.
void initialise_elsewhere(ElfPatch &elf) {
    const auto symbol = ELF64_R_SYM(elf.with_symbol().r_info);
    of_array(elf, DT_INIT_ARRAY).r_info = ELF64_R_INFO(symbol, absolute);
    elf.drop_tag(DT_RELACOUNT);
}
/// As linkers do for a constructor that is exported, too: its own symbol, here with a distance.
void initialise_by_symbol(ElfPatch &elf) {
    const auto entry = elf.symbol_index(WA_PLUGIN_ENTRY_NAME);
    auto &relocation = of_array(elf, DT_INIT_ARRAY);
    relocation.r_info = ELF64_R_INFO(std::uint64_t{entry}, absolute);
    relocation.r_addend -= static_cast<std::int64_t>(elf.symbol(entry).st_value);
    elf.drop_tag(DT_RELACOUNT);
}
/// The same, and the distance leads out of the module's code.
void initialise_far_from_symbol(ElfPatch &elf) {
    initialise_by_symbol(elf);
    of_array(elf, DT_INIT_ARRAY).r_addend += nowhere;
}
/// What the file has is then called as it is.
void leave_initialiser(ElfPatch &elf) {
    of_array(elf, DT_INIT_ARRAY).r_offset = elf.value(DT_FINI_ARRAY) + 8;
}
void write_initialiser_in_part(ElfPatch &elf) {
    unsigned other = 0;
    while (elf.relocation(other).r_offset <= elf.value(DT_FINI_ARRAY))
        ++other;
    elf.relocation(other).r_offset = elf.value(DT_FINI_ARRAY) + 4;
    elf.relocation(other).r_addend = of_array(elf, DT_FINI_ARRAY).r_addend;
}
/// Packed relocations of glibc 2.36, as -z pack-relative-relocs writes them.
void initialise_packed_nowhere(ElfPatch &elf) {
    auto &relocation = of_array(elf, DT_INIT_ARRAY);
    const auto at = relocation.r_offset;
    relocation.r_offset = elf.value(DT_FINI_ARRAY) + 8;
    elf.mapped<std::uint64_t>(at) = nowhere;
    const auto table = elf.append(bad::raw(at));
    elf.add_tag(DT_RELR, table);
    elf.add_tag(DT_RELRSZ, 8);
    elf.add_tag(DT_RELRENT, 8);
}
/// What lld writes with --pack-dyn-relocs=relr.
void pack_without_mark(ElfPatch &elf) {
    const auto table = elf.append(bad::raw(std::uint64_t{elf.relocation(2).r_offset}));
    elf.add_tag(DT_RELR, table);
    elf.add_tag(DT_RELRSZ, 8);
    elf.add_tag(DT_RELRENT, 8);
}

const ElfCase cases[] = {
    {"irelative", "ifunc", "calls it", call_while_loading},
    {"tpoff", "static-tls", "takes of the little there is", hide_static_tls, "static_tls"},
    {"copy", "elf-relocation", "writes as much as the other symbol has", copy_a_variable},
    {"into_code", "elf-relocation", "SIGSEGV", write_into_code},
    {"nowhere", "elf-relocation", "SIGSEGV", write_nowhere},
    {"symbol", "elf-relocation", "SIGSEGV", name_symbol_beyond_table},
    {"count", "elf-relocation", "SIGABRT: an assertion", count_too_many_relative},
    {"entry_size", "elf-relocation", "SIGABRT: an assertion", have_short_entries},
    {"kind", "elf-relocation", "SIGABRT: an assertion", have_calls_without_addends},
    {"table", "elf-relocation", "SIGSEGV", have_table_nowhere},
    {"packed", "elf-relocation", "SIGSEGV, if the module also names GLIBC_ABI_DT_RELR",
     write_packed_nowhere},
    {"packed_mark", "elf-version", "refuses it, and does not say what to do", pack_without_mark},
    {"init_symbol", "loaded", "", initialise_by_symbol},
    {"init_far", "elf-dynamic", "SIGSEGV", initialise_far_from_symbol},
    {"init_nowhere", "elf-dynamic", "SIGSEGV", initialise_nowhere},
    {"init_data", "elf-dynamic", "SIGSEGV", initialise_in_data},
    {"init_elsewhere", "elf-dynamic", "calls another library's function", initialise_elsewhere},
    {"init_left", "elf-dynamic", "SIGSEGV", leave_initialiser},
    {"init_part", "elf-dynamic", "SIGSEGV", write_initialiser_in_part},
    {"init_packed", "elf-dynamic", "SIGSEGV, if the module also names GLIBC_ABI_DT_RELR",
     initialise_packed_nowhere},
    {"fini_nowhere", "elf-dynamic", "SIGSEGV at exit", end_nowhere},
};

INSTANTIATE_TEST_SUITE_P(Relocations, BadElf, testing::ValuesIn(cases),
                         [](const auto &info) { return std::string{info.param.name}; });

// What -z pack-relative-relocs writes: initialisers are packed, too.
TEST(PackedRelocations, WithTheMarkOfGlibcLoad) {
    ElfPatch patch(bad::read_module("good_packed"));
    try {
        static_cast<void>(patch.tag(DT_RELR));
    } catch (const std::out_of_range &) {
        GTEST_SKIP() << "this linker does not pack relocations";
    }
    const bad::ModuleDirectory directory;
    directory.add("good_packed");
    const auto loaded = walletauth::PluginSet::from_manifest(directory.manifest("good_packed"));
    if (!loaded && loaded.error().value.contains("`GLIBC_ABI_DT_RELR' not found")) {
        GTEST_SKIP() << "this glibc is older than 2.36";
    }
    EXPECT_TRUE(loaded.has_value()) << loaded.error().message();
}

} // namespace

// SPDX-License-Identifier: Apache-2.0
// Dynamic sections, symbols and versions that the dynamic linker trusts without looking.
#include "bad_elf.hpp"

#include <walletauth/plugin.h>

namespace {

using bad::BadElf;
using bad::ElfCase;
using bad::ElfPatch;

/// A second string table where the needed libc is libz, and libc only a name of versions: a reader
/// of the first table sees a module that needs nothing but libc.
void have_two_string_tables(ElfPatch &elf) {
    std::string strings(&elf.mapped<char>(elf.value(DT_STRTAB)), elf.value(DT_STRSZ));
    const auto libc = elf.versions_needed_of("libc.so.6").vn_file;
    const auto end = strings.size();
    strings.replace(libc, 9, "libz.so.1");
    strings += std::string("libc.so.6\0",
                           10); // the DT_NEEDED of libc is of libz now, its versions are not
    const auto table = elf.append(strings);
    elf.versions_needed_of("libc.so.6").vn_file = static_cast<std::uint32_t>(end);
    elf.add_tag(DT_STRTAB, table);
}
void have_tag_of_33_bits(ElfPatch &elf) { elf.add_tag(0x17ffffffdLL, 1); } // DT_AUXILIARY, cut
/// What lld writes with --pack-dyn-relocs=android: the relocations are there, under other tags.
void pack_for_android(ElfPatch &elf) {
    elf.drop_tag(DT_RELACOUNT);
    elf.tag(DT_RELA).d_tag = 0x60000011;   // DT_ANDROID_RELA
    elf.tag(DT_RELASZ).d_tag = 0x60000012; // DT_ANDROID_RELASZ
}
/// And with --pack-dyn-relocs=relr --use-android-relr-tags.
void pack_relative_for_android(ElfPatch &elf) {
    elf.drop_tag(DT_RELACOUNT);
    elf.tag(DT_RELA).d_tag = 0x6fffe000;    // DT_ANDROID_RELR
    elf.tag(DT_RELASZ).d_tag = 0x6fffe001;  // DT_ANDROID_RELRSZ
    elf.tag(DT_RELAENT).d_tag = 0x6fffe003; // DT_ANDROID_RELRENT
}
/// DT_CREL of later linkers, or whatever comes next.
void have_other_relocations(ElfPatch &elf) {
    elf.drop_tag(DT_RELACOUNT);
    elf.drop_tag(DT_RELASZ);
    elf.tag(DT_RELA).d_tag = 38;
}
/// ld.so runs these of a program only.
void initialise_first(ElfPatch &elf) {
    elf.tag(DT_INIT_ARRAY).d_tag = DT_PREINIT_ARRAY;
    elf.tag(DT_INIT_ARRAYSZ).d_tag = DT_PREINIT_ARRAYSZ;
}
void be_named_as_libc(ElfPatch &elf) {
    elf.add_tag(DT_SONAME, elf.versions_needed_of("libc.so.6").vn_file);
}
void be_in_read_only_memory(ElfPatch &elf) {
    elf.load_with(PF_R | PF_W).p_flags = PF_R;
    elf.segment(PT_GNU_RELRO, 0).p_type = PT_NULL;
}
void initialise_from_data(ElfPatch &elf) {
    elf.tag(DT_INIT).d_un.d_val = elf.segment(PT_DYNAMIC, 0).p_vaddr;
}
void initialise_from_nowhere(ElfPatch &elf) {
    elf.tag(DT_INIT_ARRAY).d_un.d_val = std::uint64_t{7} << 36;
}

/// 100,000 entries, each a text of 3 MB to whoever asks.
void have_many_entries(ElfPatch &elf) {
    std::string dynamic;
    for (int i = 0; elf.entry(i).d_tag != DT_NULL; ++i) {
        if (elf.entry(i).d_tag != DT_STRSZ) dynamic += bad::raw(elf.entry(i));
    }
    const auto strings = elf.value(DT_STRTAB);
    const auto size = std::uint64_t{3} << 20;
    std::string table(&elf.mapped<char>(strings), elf.value(DT_STRSZ));
    const auto text = table.size();
    table += std::string(size, 'x') + '\0';
    const auto entries = dynamic.size() + 100003 * sizeof(Elf64_Dyn);
    const auto address = elf.append(std::string(entries, '\0') + table, PF_R | PF_W);
    dynamic += bad::raw(Elf64_Dyn{DT_STRSZ, {table.size()}});
    for (int i = 0; i < 100000; ++i)
        dynamic += bad::raw(Elf64_Dyn{0x60000000 + i, {text}});
    const auto offset = elf.load(4).p_offset;
    std::memcpy(&elf.at<char>(offset), dynamic.data(), dynamic.size());
    for (std::uint64_t at = offset; elf.at<Elf64_Dyn>(at).d_tag != DT_NULL;
         at += sizeof(Elf64_Dyn)) {
        auto &entry = elf.at<Elf64_Dyn>(at);
        if (entry.d_tag == DT_STRTAB) entry.d_un.d_val = address + entries;
    }
    elf.segment(PT_DYNAMIC,
                0) = {PT_DYNAMIC,          PF_R | PF_W,         offset, address, address,
                      dynamic.size() + 16, dynamic.size() + 16, 8};
}

std::uint32_t gnu_hash(std::string_view name) {
    std::uint32_t hash = 5381;
    for (const char c : name)
        hash = hash * 33 + static_cast<unsigned char>(c);
    return hash;
}

/// A hash table of the entry alone, with a Bloom filter of ones.
void set_hash(ElfPatch &elf, std::uint32_t bloom_words, std::uint32_t other_bucket) {
    const auto entry = elf.symbol_index(WA_PLUGIN_ENTRY_NAME);
    const auto hash = gnu_hash(WA_PLUGIN_ENTRY_NAME);
    std::string table = bad::raw(std::uint32_t{2}) + bad::raw(entry) + bad::raw(bloom_words) +
                        bad::raw(std::uint32_t{5}) + std::string(bloom_words * 8, '\xff');
    for (std::uint32_t bucket = 0; bucket < 2; ++bucket) {
        table += bad::raw(hash % 2 == bucket ? entry : other_bucket);
    }
    const auto address = elf.append(table + bad::raw(hash | 1));
    elf.tag(DT_GNU_HASH).d_un.d_val = address;
}
void keep_hash(ElfPatch &elf) { set_hash(elf, 4, 0); }
void have_bloom_of_three(ElfPatch &elf) { set_hash(elf, 3, 0); }
void have_bucket_before_table(ElfPatch &elf) { set_hash(elf, 4, 1); }

/// 2,000 imports that all are the same MB of text: 2 GB to whoever copies them.
void import_long_names(ElfPatch &elf) {
    constexpr std::uint32_t imports = 2000;
    const auto entry = elf.symbol_index(WA_PLUGIN_ENTRY_NAME);
    std::string strings(&elf.mapped<char>(elf.value(DT_STRTAB)), elf.value(DT_STRSZ));
    const auto name = static_cast<std::uint32_t>(strings.size());
    strings += std::string(1 << 20, 'x') + '\0';
    std::string symbols;
    for (std::uint32_t i = 0; i < entry; ++i)
        symbols += bad::raw(elf.symbol(i));
    for (std::uint32_t i = entry; i < imports; ++i) {
        symbols += bad::raw(Elf64_Sym{name, ELF64_ST_INFO(STB_WEAK, STT_FUNC), 0, 0, 0, 0});
    }
    symbols += bad::raw(elf.symbol(entry));
    const auto hash = gnu_hash(WA_PLUGIN_ENTRY_NAME);
    const std::string table = bad::raw(std::uint32_t{1}) + bad::raw(imports) +
                              bad::raw(std::uint32_t{1}) + bad::raw(std::uint32_t{5}) +
                              std::string(8, '\xff') + bad::raw(imports) + bad::raw(hash | 1);
    const std::string versions((imports + 1) * 2 + 6, '\0'); // all local
    std::string all = symbols + table;
    all.resize((all.size() + 7) / 8 * 8);
    const auto versions_at = all.size();
    all += versions + strings;
    const auto address = elf.append(all);
    elf.tag(DT_SYMTAB).d_un.d_val = address;
    elf.tag(DT_GNU_HASH).d_un.d_val = address + symbols.size();
    elf.tag(DT_VERSYM).d_un.d_val = address + versions_at;
    elf.tag(DT_STRTAB).d_un.d_val = address + versions_at + versions.size();
    elf.tag(DT_STRSZ).d_un.d_val = strings.size();
}

Elf64_Sym &entry_of(ElfPatch &elf) { return elf.symbol(elf.symbol_index(WA_PLUGIN_ENTRY_NAME)); }
void export_data(ElfPatch &elf) { entry_of(elf).st_value = elf.load(2).p_vaddr; }
void export_number(ElfPatch &elf) { entry_of(elf).st_shndx = SHN_ABS; }
void give_import_a_value(ElfPatch &elf) { elf.symbol(1).st_value = 1; }
void define_indirect_function(ElfPatch &elf) {
    auto &symbol = elf.symbol(ELF64_R_SYM(elf.with_symbol().r_info));
    symbol.st_info = ELF64_ST_INFO(STB_LOCAL, STT_GNU_IFUNC);
    symbol.st_shndx = entry_of(elf).st_shndx;
    symbol.st_value = elf.value(DT_FINI); // does nothing
}

Elf64_Verneed &versions_of(ElfPatch &elf) {
    return elf.mapped<Elf64_Verneed>(elf.value(DT_VERNEED));
}
void need_version_of_other_library(ElfPatch &elf) {
    versions_of(elf).vn_file = elf.symbol(elf.symbol_index("memcpy")).st_name;
}
void have_versions_nowhere(ElfPatch &elf) { versions_of(elf).vn_next = 0x10000000; }
void have_version_of_no_number(ElfPatch &elf) {
    elf.mapped<std::uint16_t>(elf.value(DT_VERSYM) + 2 * elf.symbol_index("memcpy")) = 0x7000;
}
void have_no_version_numbers(ElfPatch &elf) { elf.drop_tag(DT_VERSYM); }

const ElfCase cases[] = {
    {"control", "loaded", "", keep_hash},
    {"two_string_tables", "elf-dynamic", "loads libz, which no manifest lists",
     have_two_string_tables},
    {"tag", "elf-dynamic", "takes it for DT_AUXILIARY", have_tag_of_33_bits},
    {"android", "elf-relocation", "SIGSEGV: nothing is relocated", pack_for_android},
    {"android_relr", "elf-relocation", "SIGSEGV: nothing is relocated", pack_relative_for_android},
    {"crel", "elf-dynamic", "SIGSEGV: nothing is relocated", have_other_relocations},
    {"preinit", "elf-dynamic", "passes over the initialisers", initialise_first},
    {"soname", "soname", "gives it to whoever needs libc.so.6", be_named_as_libc},
    {"read_only", "elf-dynamic", "SIGSEGV", be_in_read_only_memory},
    {"init", "elf-dynamic", "SIGSEGV", initialise_from_data},
    {"init_array", "elf-dynamic", "SIGSEGV", initialise_from_nowhere},
    {"entries", "elf-dynamic", "nothing; a reader takes minutes", have_many_entries},
    {"bloom", "elf-symbol", "SIGABRT: an assertion", have_bloom_of_three},
    {"bucket", "elf-symbol", "reads before the table", have_bucket_before_table},
    {"names", "elf-symbol", "nothing; a reader takes 2 GB", import_long_names},
    {"export_data", "exports", "SIGSEGV at the first call", export_data},
    {"export_number", "exports", "SIGSEGV at the first call", export_number},
    {"import_value", "elf-symbol", "takes it for a definition", give_import_a_value},
    {"ifunc", "ifunc", "calls it", define_indirect_function},
    {"version_library", "elf-version", "SIGABRT: an assertion", need_version_of_other_library},
    {"version_nowhere", "elf-version", "SIGSEGV", have_versions_nowhere},
    {"version_number", "elf-version", "reads beyond a table", have_version_of_no_number},
    {"version_none", "elf-version", "SIGSEGV", have_no_version_numbers},
};

INSTANTIATE_TEST_SUITE_P(Dynamic, BadElf, testing::ValuesIn(cases),
                         [](const auto &info) { return std::string{info.param.name}; });

} // namespace

// SPDX-License-Identifier: Apache-2.0
#include "imported_functions.hpp"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace walletauth::conformance {
namespace {

#if defined(__x86_64__)
constexpr std::array<std::uint32_t, 2> call_relocations{R_X86_64_JUMP_SLOT, R_X86_64_GLOB_DAT};
#elif defined(__aarch64__)
constexpr std::array<std::uint32_t, 2> call_relocations{R_AARCH64_JUMP_SLOT, R_AARCH64_GLOB_DAT};
#else
constexpr std::array<std::uint32_t, 0> call_relocations{};
#endif

struct Found {
    std::uintptr_t address;
    std::uintptr_t base = 0;
    const ElfW(Dyn) *dynamic = nullptr;
};

int find_module(dl_phdr_info *module, std::size_t, void *data) {
    auto &found = *static_cast<Found *>(data);
    const ElfW(Dyn) *dynamic = nullptr;
    bool ours = false;
    for (const auto &header : std::span{module->dlpi_phdr, module->dlpi_phnum}) {
        const auto start = module->dlpi_addr + header.p_vaddr;
        if (header.p_type == PT_LOAD && start <= found.address &&
            found.address < start + header.p_memsz) {
            ours = true;
        }
        if (header.p_type == PT_DYNAMIC) dynamic = reinterpret_cast<const ElfW(Dyn) *>(start);
    }
    if (!ours) return 0;
    found.base = module->dlpi_addr;
    found.dynamic = dynamic;
    return 1;
}

/// The tables of the dynamic section. The loader's rules have checked them.
struct Tables {
    const ElfW(Sym) *symbols = nullptr;
    const char *names = nullptr;
    std::array<std::span<const ElfW(Rela)>, 2> relocations;
};

/// glibc has made addresses of the offsets in the section; other linkers leave them.
Tables tables_of(const ElfW(Dyn) * entry, std::uintptr_t base) {
    Tables tables;
    const ElfW(Rela) *rela = nullptr;
    const ElfW(Rela) *calls = nullptr;
    std::size_t rela_size = 0;
    std::size_t calls_size = 0;
    for (; entry->d_tag != DT_NULL; ++entry) {
        const auto address =
            entry->d_un.d_ptr < base ? entry->d_un.d_ptr + base : entry->d_un.d_ptr;
        if (entry->d_tag == DT_SYMTAB) tables.symbols = reinterpret_cast<ElfW(Sym) *>(address);
        if (entry->d_tag == DT_STRTAB) tables.names = reinterpret_cast<const char *>(address);
        if (entry->d_tag == DT_RELA) rela = reinterpret_cast<ElfW(Rela) *>(address);
        if (entry->d_tag == DT_RELASZ) rela_size = entry->d_un.d_val;
        if (entry->d_tag == DT_JMPREL) calls = reinterpret_cast<ElfW(Rela) *>(address);
        if (entry->d_tag == DT_PLTRELSZ) calls_size = entry->d_un.d_val;
    }
    if (rela != nullptr) tables.relocations[0] = {rela, rela_size / sizeof(ElfW(Rela))};
    if (calls != nullptr) tables.relocations[1] = {calls, calls_size / sizeof(ElfW(Rela))};
    return tables;
}

} // namespace

std::vector<ImportedFunction> imported_functions(const void *address) {
    std::vector<ImportedFunction> functions;
    Found found{.address = reinterpret_cast<std::uintptr_t>(address)};
    if (::dl_iterate_phdr(&find_module, &found) == 0 || found.dynamic == nullptr) return functions;
    const auto tables = tables_of(found.dynamic, found.base);
    if (tables.symbols == nullptr || tables.names == nullptr) return functions;
    for (const auto relocations : tables.relocations) {
        for (const auto &each : relocations) {
            const auto type = static_cast<std::uint32_t>(ELF64_R_TYPE(each.r_info));
            if (std::ranges::find(call_relocations, type) == call_relocations.end()) continue;
            const auto &symbol = tables.symbols[ELF64_R_SYM(each.r_info)];
            const auto kind = ELF64_ST_TYPE(symbol.st_info);
            if (symbol.st_shndx != SHN_UNDEF || (kind != STT_FUNC && kind != STT_NOTYPE)) continue;
            auto **slot = reinterpret_cast<void **>(found.base + each.r_offset);
            Dl_info place{};
            const bool is_known = *slot != nullptr && ::dladdr(*slot, &place) != 0;
            const std::string path = is_known && place.dli_fname != nullptr ? place.dli_fname : "";
            functions.push_back(
                {tables.names + symbol.st_name, path.substr(path.rfind('/') + 1), slot});
        }
    }
    return functions;
}

bool is_runtime(const std::string &library) {
    constexpr std::string_view starts[]{"libc.so",       "libm.so",  "libgcc_s.so", "libstdc++.so",
                                        "libpthread.so", "ld-linux", "ld64"};
    return std::ranges::any_of(starts,
                               [&](std::string_view start) { return library.starts_with(start); });
}

bool replace(const ImportedFunction &function, const void *by) noexcept {
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto start = reinterpret_cast<std::uintptr_t>(function.slot) / page * page;
    if (::mprotect(reinterpret_cast<void *>(start), page, PROT_READ | PROT_WRITE) != 0) {
        return false;
    }
    *function.slot = const_cast<void *>(by);
    return true;
}

} // namespace walletauth::conformance

// SPDX-License-Identifier: Apache-2.0
#include "loaded_object.hpp"

#include <dlfcn.h>

#include <cstring>
#include <utility>

namespace walletauth {
namespace {

#if defined(__x86_64__)
constexpr bool names_symbol(std::uint32_t type) noexcept {
    return type == R_X86_64_JUMP_SLOT || type == R_X86_64_GLOB_DAT || type == R_X86_64_64;
}
constexpr bool has_addend(std::uint32_t type) noexcept { return type == R_X86_64_64; }
#elif defined(__aarch64__)
constexpr bool names_symbol(std::uint32_t type) noexcept {
    return type == R_AARCH64_JUMP_SLOT || type == R_AARCH64_GLOB_DAT || type == R_AARCH64_ABS64;
}
constexpr bool has_addend(std::uint32_t) noexcept { return true; }
#endif

} // namespace

ElfW(Addr) LoadedObject::value(ElfW(Sxword) tag) const noexcept {
    for (const auto *entry = map_->l_ld; entry->d_tag != DT_NULL; ++entry) {
        if (entry->d_tag == tag) return entry->d_un.d_ptr;
    }
    return 0;
}

template <class T>
const T *LoadedObject::table(ElfW(Sxword) tag) const noexcept {
    auto at = value(tag);
    // The linker adds the load address itself, but not to a dynamic section that is read-only.
    if (at != 0 && at < map_->l_addr) at += map_->l_addr;
    return reinterpret_cast<const T *>(at);
}

std::vector<std::string> LoadedObject::needed() const {
    std::vector<std::string> names;
    const auto *texts = table<char>(DT_STRTAB);
    for (const auto *entry = map_->l_ld; texts != nullptr && entry->d_tag != DT_NULL; ++entry) {
        if (entry->d_tag == DT_NEEDED) names.emplace_back(texts + entry->d_un.d_val);
    }
    return names;
}

std::vector<Import> LoadedObject::imports() const {
    std::vector<Import> imports;
    const auto *texts = table<char>(DT_STRTAB);
    const auto *symbols = table<ElfW(Sym)>(DT_SYMTAB);
    if (texts == nullptr || symbols == nullptr) return imports;
    struct Part {
        ElfW(Sxword) table, size;
    };
    for (const Part part : {Part{DT_JMPREL, DT_PLTRELSZ}, Part{DT_RELA, DT_RELASZ}}) {
        const auto *relocations = table<ElfW(Rela)>(part.table);
        const auto count = relocations == nullptr ? 0 : value(part.size) / sizeof(ElfW(Rela));
        for (std::size_t i = 0; i < count; ++i) {
            const auto &relocation = relocations[i];
            const auto type = static_cast<std::uint32_t>(ELF64_R_TYPE(relocation.r_info));
            const auto &symbol = symbols[ELF64_R_SYM(relocation.r_info)];
            if (!names_symbol(type) || symbol.st_name == 0) continue;
            ElfW(Addr) bound = 0;
            std::memcpy(&bound, reinterpret_cast<const void *>(map_->l_addr + relocation.r_offset),
                        sizeof bound);
            if (has_addend(type)) bound -= static_cast<ElfW(Addr)>(relocation.r_addend);
            if (bound == 0) continue; // weak, and nobody has it
            imports.push_back({texts + symbol.st_name, reinterpret_cast<const void *>(bound)});
        }
    }
    return imports;
}

const link_map *object_of(const void *address) noexcept {
    Dl_info info{};
    link_map *map = nullptr;
    const int found = ::dladdr1(address, &info, reinterpret_cast<void **>(&map), RTLD_DL_LINKMAP);
    return found == 0 ? nullptr : map;
}

std::vector<std::string> mapped_before(const link_map *library) {
    struct Walk {
        const link_map *last;
        std::vector<std::string> names;
    } walk{library, {}};
    const auto step = [](dl_phdr_info *info, std::size_t, void *data) {
        auto &each = *static_cast<Walk *>(data);
        if (info->dlpi_addr == each.last->l_addr) return 1;
        if (info->dlpi_name != nullptr && *info->dlpi_name != '\0')
            each.names.emplace_back(info->dlpi_name);
        return 0;
    };
    ::dl_iterate_phdr(step, &walk);
    return walk.names;
}

MappedLibrary::MappedLibrary(const std::string &soname) noexcept
    : handle_(::dlopen(soname.c_str(), RTLD_LAZY | RTLD_LOCAL | RTLD_NOLOAD)) {
    if (handle_ != nullptr && ::dlinfo(handle_, RTLD_DI_LINKMAP, static_cast<void *>(&map_)) != 0)
        map_ = nullptr;
}

MappedLibrary::MappedLibrary(MappedLibrary &&other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), map_(std::exchange(other.map_, nullptr)) {}

MappedLibrary::~MappedLibrary() {
    if (handle_ != nullptr) ::dlclose(handle_);
}

const void *MappedLibrary::definition(const char *symbol) const noexcept {
    const void *found = handle_ == nullptr ? nullptr : ::dlsym(handle_, symbol);
    return found != nullptr && object_of(found) == map_ ? found : nullptr;
}

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
#include "binding.hpp"

#include "loaded_object.hpp"
#include "module_file.hpp"

#include <walletauth/text/text.hpp>

#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>

namespace walletauth {
namespace {

namespace fs = std::filesystem;

using Libraries = std::vector<MappedLibrary>;

/// Functions of the allocator: the host may replace them for everybody, and does so knowingly.
bool is_allocator(std::string_view name) noexcept {
    constexpr std::array<std::string_view, 12> c{
        "malloc",        "free",           "cfree",  "calloc",   "realloc", "reallocarray",
        "aligned_alloc", "posix_memalign", "valloc", "memalign", "pvalloc", "malloc_usable_size"};
    constexpr std::array<std::string_view, 4> cxx{"_Znw", "_Zna", "_Zdl", "_Zda"};
    return std::ranges::find(c, name) != c.end() ||
           std::ranges::any_of(cxx, [&](auto start) { return name.starts_with(start); });
}

/// The symbol that starts at or before an address, as its object describes it; NULL if none.
const ElfW(Sym) * symbol_at(const void *address) noexcept {
    Dl_info info{};
    ElfW(Sym) *symbol = nullptr;
    const int found = ::dladdr1(address, &info, reinterpret_cast<void **>(&symbol), RTLD_DL_SYMENT);
    return found == 0 ? nullptr : symbol;
}

/// True for the jump by which an executable with a fixed address stands for a function of a
/// library's: an address of the function, but no definition.
bool is_stub(const void *address) noexcept {
    const auto *symbol = symbol_at(address);
    return symbol != nullptr && symbol->st_shndx == SHN_UNDEF;
}

/// The first object after the executable that defines `symbol` itself; NULL if none.
const link_map *definer_behind_executable(const char *symbol) noexcept {
    void *executable = ::dlopen(nullptr, RTLD_LAZY);
    const link_map *map = nullptr;
    if (executable == nullptr ||
        ::dlinfo(executable, RTLD_DI_LINKMAP, static_cast<void *>(&map)) != 0)
        return nullptr;
    for (map = map->l_next; map != nullptr; map = map->l_next) {
        if (*map->l_name == '\0') continue; // the kernel's own
        const MappedLibrary library(map->l_name);
        if (library.map() == map && library.definition(symbol) != nullptr) return map;
    }
    return nullptr;
}

/// True if the first definition of `symbol` that anybody finds is not the library's own.
bool is_replaced(const char *symbol, const char *library) noexcept {
    const MappedLibrary mapped(library);
    const void *found = ::dlsym(RTLD_DEFAULT, symbol);
    if (found == nullptr || mapped.map() == nullptr) return false;
    // A jump of the executable hides who defines it, such as an allocator by LD_PRELOAD.
    const auto *definer = is_stub(found) ? definer_behind_executable(symbol) : object_of(found);
    return definer != nullptr && definer != mapped.map();
}

/// How a message calls an object.
std::string name_of(const link_map *map) {
    if (map == nullptr) return "an unknown place";
    if (map->l_name != nullptr && *map->l_name != '\0') return printable_ascii(map->l_name, 200);
    std::error_code error;
    const auto self = fs::read_symlink("/proc/self/exe", error);
    return error ? "the host's executable" : printable_ascii(self.string(), 200);
}

std::unexpected<LoadError> bound_elsewhere(const std::string &file, const Import &import,
                                           const std::string &library, const link_map *where) {
    const bool executable = where != nullptr && *where->l_name == '\0';
    std::string value = printable_ascii(import.name, 100) + " of " + library + " is bound to " +
                        name_of(where) + ", which exports this name, too; ";
    value += executable ? "hide it there: link without -rdynamic (-Wl,--export-dynamic), or with "
                          "-Wl,--exclude-libs,ALL or a version script"
                        : "let the process have one copy of the library, or open the other one "
                          "with RTLD_LOCAL";
    if (deep_binding() == 0) {
        value += "; RTLD_DEEPBIND, which would help, is not used in a host that has an allocator "
                 "(malloc, operator new) of its own";
    }
    return std::unexpected(LoadError{file, "binding", std::move(value)});
}

// --- which libraries ---------------------------------------------------------------------------

std::expected<LoadedLibrary, LoadError> check_file(const std::string &file,
                                                   const std::string &soname,
                                                   const MappedLibrary &library) {
    const std::string name = printable_ascii(soname, 100);
    if (library.map() == nullptr) {
        return std::unexpected(LoadError{file, "binding", "library " + name + " is not mapped"});
    }
    const fs::path path = LoadedObject(*library.map()).path();
    const auto because = " (library " + name + " of " + file + ')';
    if (!path.is_absolute()) {
        return std::unexpected(LoadError{path.string(), "path",
                                         "it was opened by a path that depends on the working "
                                         "directory; see LD_LIBRARY_PATH" +
                                             because});
    }
    std::error_code error;
    const auto real = fs::canonical(path, error); // libNAME.so.N is a symbolic link as a rule
    if (error) return std::unexpected(LoadError{path.string(), "path", error.message() + because});
    const auto trusted = open_trusted(real, max_module_size);
    if (!trusted) {
        auto refused = trusted.error();
        refused.value += because;
        return std::unexpected(std::move(refused));
    }
    return LoadedLibrary{.name = soname, .file = real.string()};
}

/// Adds what an object needs and is not listed yet, in the order of the linker's search.
std::expected<void, LoadError> add_needed(const std::string &file, const LoadedObject &object,
                                          Libraries &mapped, std::vector<LoadedLibrary> &listed) {
    for (const auto &soname : object.needed()) {
        if (is_runtime_library(soname)) continue;
        MappedLibrary library(soname);
        if (std::ranges::find(mapped, library.map(), &MappedLibrary::map) != mapped.end()) continue;
        auto checked = check_file(file, soname, library);
        if (!checked) return std::unexpected(checked.error());
        mapped.push_back(std::move(library));
        listed.push_back(std::move(*checked));
    }
    return {};
}

// --- where their functions lead ----------------------------------------------------------------

std::optional<std::size_t> definer_of(const Libraries &libraries, const char *symbol) noexcept {
    for (std::size_t i = 0; i < libraries.size(); ++i) {
        if (libraries[i].definition(symbol) != nullptr) return i;
    }
    return std::nullopt;
}

/// A constant that an executable with a fixed address has its own copy of (a copy relocation).
bool is_copy(const Import &import, const void *definition) noexcept {
    const auto *original = symbol_at(definition);
    const auto *copy = symbol_at(import.bound);
    return original != nullptr && copy != nullptr &&
           ELF64_ST_TYPE(original->st_info) == STT_OBJECT && original->st_size == copy->st_size &&
           std::memcmp(import.bound, definition, original->st_size) == 0;
}

/// Where an executable's stub leads: the first object behind it that has the symbol.
const link_map *behind_stub(const char *symbol, const MappedLibrary &library) {
    for (const auto &name : mapped_before(library.map())) {
        const MappedLibrary other(name);
        if (other.definition(symbol) != nullptr) return other.map();
    }
    return library.map();
}

/// The object that a call through this import ends in.
const link_map *target_of(const Import &import, const LoadedObject &object,
                          const MappedLibrary &library, const void *definition) {
    const void *bound = import.bound;
    if (object_of(bound) == object.map() && bound != definition) {
        // A library that the host was linked to may wait for the first call. Until then the slot
        // leads into the library itself, and the call will go where the host's search leads.
        bound = ::dlsym(RTLD_DEFAULT, import.name);
        if (bound == nullptr) return library.map();
    }
    return is_stub(bound) ? behind_stub(import.name, library) : object_of(bound);
}

std::expected<void, LoadError> check_imports(const std::string &file, const LoadedObject &object,
                                             const Libraries &libraries,
                                             const std::vector<LoadedLibrary> &listed) {
    for (const auto &import : object.imports()) {
        if (is_allocator(import.name)) continue;
        const auto definer = definer_of(libraries, import.name);
        if (!definer) continue;
        const auto &library = libraries[*definer];
        const void *definition = library.definition(import.name);
        const auto *target = target_of(import, object, library, definition);
        if (std::ranges::find(libraries, target, &MappedLibrary::map) != libraries.end() ||
            (target != nullptr && is_copy(import, definition))) {
            continue;
        }
        return bound_elsewhere(file, import, printable_ascii(listed[*definer].name, 100), target);
    }
    return {};
}

} // namespace

int deep_binding() noexcept {
    const bool own_allocator =
        is_replaced("malloc", "libc.so.6") || is_replaced("_Znwm", "libstdc++.so.6");
    return own_allocator ? 0 : RTLD_DEEPBIND;
}

std::expected<std::vector<LoadedLibrary>, LoadError> check_binding(const std::string &file,
                                                                   wa_plugin_entry entry) {
    const auto *map = object_of(reinterpret_cast<const void *>(entry));
    if (map == nullptr) {
        return std::unexpected(LoadError{file, "binding", "the module is not mapped"});
    }
    const LoadedObject module(*map);
    Libraries mapped;
    std::vector<LoadedLibrary> listed;
    if (auto added = add_needed(file, module, mapped, listed); !added) {
        return std::unexpected(added.error());
    }
    for (std::size_t i = 0; i < mapped.size(); ++i) { // grows meanwhile
        const LoadedObject library(*mapped[i].map());
        if (auto added = add_needed(file, library, mapped, listed); !added) {
            return std::unexpected(added.error());
        }
    }
    if (auto good = check_imports(file, module, mapped, listed); !good) {
        return std::unexpected(good.error());
    }
    for (const auto &each : mapped) {
        const LoadedObject library(*each.map());
        if (auto good = check_imports(file, library, mapped, listed); !good) {
            return std::unexpected(good.error());
        }
    }
    return listed;
}

} // namespace walletauth

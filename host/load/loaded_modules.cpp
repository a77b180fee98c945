// SPDX-License-Identifier: Apache-2.0
#include "loaded_modules.hpp"

#include "own_proc.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <locale>
#include <sstream>

namespace walletauth {
namespace {

/// Tried one after the other; each was taken by a module whose descriptor the host closed.
constexpr int max_numbers = 4096;

/// An empty /proc, that of another PID namespace, or something else in its place.
bool is_reachable(const std::string &path, const FileDescriptor &file) {
    struct stat there{};
    struct stat here{};
    return ::stat(path.c_str(), &there) == 0 && ::fstat(file.get(), &here) == 0 &&
           there.st_dev == here.st_dev && there.st_ino == here.st_ino;
}

/// The last one tried where no path leads to the file.
std::string path_of(const FileDescriptor &file) {
    std::string path;
    for (const auto *const root : own_proc) {
        path = std::string{root} + "/fd/" + std::to_string(file.get());
        if (is_reachable(path, file)) break;
    }
    return path;
}

bool is_known_to_linker(const std::string &path) {
    void *handle = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
    if (handle != nullptr) ::dlclose(handle);
    ::dlerror(); // of the usual answer
    return handle != nullptr;
}

} // namespace

LoadedModules &LoadedModules::of_process() {
    // Never destroyed: modules run until the process ends.
    static auto *const modules = new LoadedModules;
    return *modules;
}

std::expected<std::string, LoadError> path_for_linker(const std::string &file,
                                                      FileDescriptor &sealed) {
    for (int tried = 0; tried < max_numbers; ++tried) {
        std::string path = path_of(sealed);
        if (!is_reachable(path, sealed)) {
            return std::unexpected(
                LoadError{file, "proc",
                          path + " is not there: modules are mapped through /proc; mount it for "
                                 "this process (MountAPIVFS=yes, or the container's own /proc)"});
        }
        if (!is_known_to_linker(path)) return path;
        FileDescriptor higher(::fcntl(sealed.get(), F_DUPFD_CLOEXEC, sealed.get() + 1));
        if (!higher) break;
        sealed = std::move(higher);
    }
    return std::unexpected(
        LoadError{file, "dlopen",
                  "every descriptor that is free names a module loaded before; do not close the "
                  "descriptors of loaded modules, or raise RLIMIT_NOFILE"});
}

bool is_mapped_from(void *handle, const FileDescriptor &sealed) {
    link_map *map = nullptr;
    struct stat info{};
    if (::dlinfo(handle, RTLD_DI_LINKMAP, static_cast<void *>(&map)) != 0 ||
        ::fstat(sealed.get(), &info) != 0) {
        return false;
    }
    const auto address = reinterpret_cast<std::uintptr_t>(map->l_ld);
    auto maps = open_own_proc("maps");
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;
        unsigned device_major = 0;
        unsigned device_minor = 0;
        std::uint64_t inode = 0;
        std::string rights;
        std::string offset;
        char between = 0;
        std::istringstream fields(line); // begin-end rights offset major:minor inode path
        fields.imbue(std::locale::classic());
        fields >> std::hex >> begin >> between >> end >> rights >> offset;
        fields >> device_major >> between >> device_minor >> std::dec >> inode;
        if (!fields || address < begin || address >= end) continue;
        return device_major == major(info.st_dev) && device_minor == minor(info.st_dev) &&
               inode == info.st_ino;
    }
    return false;
}

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
#include "module_file.hpp"

#include "binding.hpp"
#include "elf.hpp"
#include "loaded_modules.hpp"
#include "sealed_copy.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/text.hpp>

#include <dlfcn.h>
#include <sodium/crypto_hash_sha256.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <system_error>

namespace walletauth {
namespace {

constexpr std::array<std::string_view, 6> runtime_libraries{"libc.so.6",
                                                            "libm.so.6",
                                                            "libgcc_s.so.1",
                                                            "libstdc++.so.6",
                                                            "ld-linux-x86-64.so.2",
                                                            "ld-linux-aarch64.so.1"};

std::unexpected<LoadError> refused(const std::string &file, std::string rule, std::string value) {
    return std::unexpected(LoadError{file, std::move(rule), std::move(value)});
}

std::string error_text() { return std::generic_category().message(errno); }

/// The sealed copy, mapped for reading; unmapped when it goes.
class Mapping {
  public:
    Mapping(int descriptor, std::size_t size) noexcept
        : size_(size), data_(::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0)) {}
    Mapping(const Mapping &) = delete;
    Mapping &operator=(const Mapping &) = delete;
    ~Mapping() {
        if (good()) ::munmap(data_, size_);
    }
    [[nodiscard]] bool good() const noexcept { return data_ != MAP_FAILED; }
    [[nodiscard]] std::span<const std::uint8_t> bytes() const noexcept {
        return {static_cast<const std::uint8_t *>(data_), size_};
    }

  private:
    std::size_t size_;
    void *data_;
};

std::string sha256_of(std::span<const std::uint8_t> bytes) {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return encode_hex(hash);
}

std::expected<void, LoadError> check_needed(const std::string &file, const ModuleInfo &info,
                                            const ModuleOptions &options) {
    if (options.needed == NeededPolicy::any) return {};
    for (const auto &name : info.needed) {
        if (!is_runtime_library(name) &&
            std::ranges::find(options.libraries, name) == options.libraries.end()) {
            return refused(file, "needed",
                           "library " + printable_ascii(name, 100) +
                               " is not listed in `libraries`");
        }
    }
    return {};
}

/// What dlopen said, and what to do about it where the system forbids to map code.
std::string linker_error() {
    const char *reason = ::dlerror();
    const std::string_view text = reason == nullptr ? "" : reason;
    std::string shown = printable_ascii(text, 300);
    if (text.contains("failed to map segment")) {
        shown += "; code is mapped from memory files: let the policy (SELinux) allow it";
    }
    return shown;
}

} // namespace

bool is_runtime_library(std::string_view soname) noexcept {
    return std::ranges::find(runtime_libraries, soname) != runtime_libraries.end();
}

std::expected<OpenedModule, LoadError> open_module(const std::filesystem::path &path,
                                                   const ModuleOptions &options) {
    const std::string file = path.string();
    auto trusted = open_trusted(path, max_module_size);
    if (!trusted) return std::unexpected(trusted.error());
    auto sealed = seal_copy(file, *trusted);
    if (!sealed) return std::unexpected(sealed.error());
    const Mapping mapping(sealed->get(), trusted->size);
    if (!mapping.good()) return refused(file, "memfd", error_text());
    ModuleInfo info;
    info.size = trusted->size;
    info.sha256 = sha256_of(mapping.bytes());
    if (!options.sha256.empty() && info.sha256 != options.sha256) {
        return refused(file, "sha256", "found " + info.sha256 + ", expected " + options.sha256);
    }
    auto elf = read_elf(mapping.bytes());
    if (!elf) return refused(file, elf.error().rule, elf.error().value);
    info.id = std::move(elf->id);
    info.abi_major = elf->abi_major;
    info.abi_minor = elf->abi_minor;
    info.exports = std::move(elf->exports);
    info.needed = std::move(elf->needed);
    std::ranges::copy_if(info.needed, std::back_inserter(info.libraries),
                         [](const auto &name) { return !is_runtime_library(name); });
    info.imports = std::move(elf->imports);
    if (auto good = check_needed(file, info, options); !good) return std::unexpected(good.error());
    return OpenedModule{file, std::move(info), std::move(*sealed)};
}

std::expected<wa_plugin_entry, LoadError> run_module(OpenedModule module) {
    auto &loaded = LoadedModules::of_process();
    const std::scoped_lock lock(loaded.mutex);
    auto known = loaded.by_sha256.find(module.info.sha256);
    if (known == loaded.by_sha256.end()) {
        const auto path = path_for_linker(module.file, module.sealed);
        if (!path) return std::unexpected(path.error());
        void *handle =
            ::dlopen(path->c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE | deep_binding());
        if (handle == nullptr) return refused(module.file, "dlopen", linker_error());
        if (!is_mapped_from(handle, module.sealed)) {
            ::dlclose(handle);
            return refused(module.file, "dlopen", "the dynamic linker mapped another file");
        }
        // Stays open for ever: debuggers and profilers find the code by the name it was mapped
        // under.
        (void)module.sealed.release();
        auto *entry = reinterpret_cast<wa_plugin_entry>(::dlsym(handle, WA_PLUGIN_ENTRY_NAME));
        known = loaded.by_sha256.emplace(module.info.sha256, entry).first;
    }
    if (known->second == nullptr)
        return refused(module.file, "entry", WA_PLUGIN_ENTRY_NAME " was not found");
    return known->second;
}

std::expected<ModuleInfo, LoadError> inspect_module(const std::filesystem::path &module) {
    auto opened = open_module(module, {.sha256 = {}, .libraries = {}, .needed = NeededPolicy::any});
    if (!opened) return std::unexpected(opened.error());
    return std::move(opened->info);
}

} // namespace walletauth

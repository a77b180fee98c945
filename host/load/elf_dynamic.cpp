// SPDX-License-Identifier: Apache-2.0
#include "elf_dynamic.hpp"

#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace walletauth {
namespace {

constexpr std::size_t max_entries = 256; // linkers write about 30 besides DT_NEEDED
constexpr std::size_t max_needed = 64;
constexpr std::size_t max_library_name = 255;

/// What the dynamic linker reads, or what linkers write and nobody reads while loading. Those that
/// are refused have rules of their own. All others would be passed over by the dynamic linker,
/// which is deadly where they hold relocations.
constexpr std::array known_tags = std::to_array<std::int64_t>({
    DT_NEEDED,   DT_PLTRELSZ,    DT_PLTGOT,      DT_HASH,         DT_STRTAB,       DT_SYMTAB,
    DT_RELA,     DT_RELASZ,      DT_RELAENT,     DT_STRSZ,        DT_SYMENT,       DT_INIT,
    DT_FINI,     DT_SONAME,      DT_SYMBOLIC,    DT_PLTREL,       DT_DEBUG,        DT_JMPREL,
    DT_BIND_NOW, DT_INIT_ARRAY,  DT_FINI_ARRAY,  DT_INIT_ARRAYSZ, DT_FINI_ARRAYSZ, DT_FLAGS,
    DT_RELRSZ,   DT_RELR,        DT_RELRENT,
    0x6ffffdf4, // DT_GNU_FLAGS_1 (-z unique), which is about dlmopen
    DT_GNU_HASH, DT_TLSDESC_PLT, DT_TLSDESC_GOT, DT_VERSYM,       DT_RELACOUNT,    DT_FLAGS_1,
    DT_VERDEF,   DT_VERDEFNUM,   DT_VERNEED,     DT_VERNEEDNUM,
#if defined(__x86_64__)
    0x70000000, // DT_X86_64_PLT, PLTSZ and PLTENT (-z mark-plt)
    0x70000001,  0x70000003,
#elif defined(__aarch64__)
    0x70000001, // DT_AARCH64_BTI_PLT, PAC_PLT and VARIANT_PCS
    0x70000003,  0x70000005,
#endif
});

/// DT_ANDROID_REL, RELSZ, RELA, RELASZ, RELR, RELRSZ, RELRENT.
constexpr std::array android_relocations = std::to_array<std::int64_t>(
    {0x6000000f, 0x60000010, 0x60000011, 0x60000012, 0x6fffe000, 0x6fffe001, 0x6fffe003});

std::string tag_text(std::int64_t tag) { return "tag " + std::to_string(tag); }

/// The one dynamic segment. The dynamic linker reads and, unless it says otherwise, writes it in
/// memory.
std::expected<ElfBytes, ElfError> dynamic_segment(const ElfImage &image) {
    std::optional<ElfBytes> found;
    for (const auto &segment : image.segments()) {
        if (segment.p_type != PT_DYNAMIC) continue;
        if (found) return broken("elf-dynamic", "there are two dynamic segments");
        found = image.at(segment.p_offset, segment.p_filesz);
        if ((segment.p_flags & PF_W) != 0 &&
            !image.has_memory(segment.p_vaddr, segment.p_memsz, PF_W)) {
            return broken("elf-dynamic", "the dynamic segment is to be written where memory is "
                                         "read-only");
        }
    }
    if (!found) return broken("elf-dynamic", "there is no dynamic segment");
    return *found;
}

/// ld.so takes the last of two equal tags, another reader may take the first; and it cuts some tags
/// to 31 bits.
ElfCheck check_tag(const ElfDynamic &dynamic, std::int64_t tag) {
    if (tag < 0 || tag > 0x7fffffff) {
        return broken("elf-dynamic", tag_text(tag) + " is out of range");
    }
    if (tag != DT_NEEDED && dynamic.value(tag)) {
        return broken("elf-dynamic", tag_text(tag) + " stands there twice");
    }
    return {};
}

std::expected<std::string, ElfError> library_name(const ElfDynamic &dynamic, std::uint64_t offset) {
    const auto name = ElfImage::text(dynamic.strings, offset);
    if (!name || name->empty() || name->size() > max_library_name) {
        return broken("elf-dynamic", "a library has no name, or one of more than " +
                                         std::to_string(max_library_name) + " bytes");
    }
    return std::string{*name};
}

/// Only for tags within 31 bits.
std::string hex_tag(std::int64_t tag) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), tag, 16).ptr;
    return "tag 0x" + std::string(digits.data(), end);
}

ElfCheck check_known(std::int64_t tag) {
    if (std::ranges::find(android_relocations, tag) != android_relocations.end()) {
        return broken("elf-relocation",
                      hex_tag(tag) + ": relocations packed for Android, which ld.so passes over; "
                                     "link without --pack-dyn-relocs=android");
    }
    if (std::ranges::find(known_tags, tag) == known_tags.end()) {
        return broken("elf-dynamic", hex_tag(tag) + " is not one that ld.so is known to obey; "
                                                    "link without the option that writes it");
    }
    return {};
}

/// Rules about entries that a module must not have.
ElfCheck check_forbidden(const ElfDynamic &dynamic, const Elf64_Dyn &entry) {
    const auto shown = [&] {
        const auto text = ElfImage::text(dynamic.strings, entry.d_un.d_val);
        return printable_ascii(text.value_or("(no text)"), 200);
    };
    switch (entry.d_tag) {
    case DT_RPATH:
        return broken("rpath", "RPATH " + shown());
    case DT_RUNPATH:
        return broken("rpath", "RUNPATH " + shown());
    case DT_TEXTREL:
        return broken("textrel", "the module has text relocations");
    case DT_AUDIT:
    case DT_DEPAUDIT:
        return broken("audit", "the module names an audit library " + shown());
    case DT_AUXILIARY:
    case DT_FILTER:
        return broken("audit", "the module is a filter of " + shown());
    case DT_FLAGS:
        if ((entry.d_un.d_val & DF_TEXTREL) != 0) {
            return broken("textrel", "the module has text relocations");
        }
        if ((entry.d_un.d_val & DF_STATIC_TLS) != 0) {
            return broken("static-tls", "the module needs static thread-local storage");
        }
        return {};
    case DT_REL:
    case DT_RELSZ:
    case DT_RELENT:
        return broken("elf-dynamic", "relocations without addends, which this machine has not");
    default:
        return check_known(entry.d_tag);
    }
}

/// A name such as libsodium.so.23 would be taken for that library by whatever is loaded later and
/// needs it.
ElfCheck check_soname(const ElfDynamic &dynamic, std::uint64_t offset) {
    const auto name = library_name(dynamic, offset);
    if (!name) return std::unexpected(name.error());
    if (name->contains(".so.")) {
        return broken("soname", "the module calls itself " + printable_ascii(*name, 100) +
                                    ", a library's name; link it without -soname or as NAME.so");
    }
    return {};
}

/// Functions that run inside dlopen or at exit must at least be code of the module.
ElfCheck check_functions(const ElfImage &image, const ElfDynamic &dynamic) {
    for (const auto tag : {DT_INIT, DT_FINI}) {
        const auto at = dynamic.value(tag);
        if (at && !image.has_memory(*at, 1, PF_X)) {
            return broken("elf-dynamic", tag_text(tag) + " points at no code");
        }
    }
    constexpr std::pair<std::int64_t, std::int64_t> arrays[] = {{DT_INIT_ARRAY, DT_INIT_ARRAYSZ},
                                                                {DT_FINI_ARRAY, DT_FINI_ARRAYSZ}};
    for (const auto &[tag, size_tag] : arrays) {
        const auto at = dynamic.value(tag);
        const auto size = dynamic.value(size_tag);
        if ((!at && !size) || size == 0) continue;
        if (!at || !size || *size % sizeof(Elf64_Addr) != 0 || !image.mapped(*at, *size)) {
            return broken("elf-dynamic", tag_text(tag) + " does not lie in the file");
        }
    }
    return {};
}

} // namespace

std::optional<std::uint64_t> ElfDynamic::value(std::int64_t tag) const noexcept {
    const auto found = std::ranges::find(entries, tag, &Elf64_Dyn::d_tag);
    if (found == entries.end()) return std::nullopt;
    return found->d_un.d_val;
}

std::expected<ElfDynamic, ElfError> read_dynamic(const ElfImage &image) {
    const auto bytes = dynamic_segment(image);
    if (!bytes) return std::unexpected(bytes.error());
    ElfDynamic dynamic;
    for (std::uint64_t at = 0;; at += sizeof(Elf64_Dyn)) {
        const auto entry = ElfImage::read<Elf64_Dyn>(*bytes, at);
        if (!entry) return broken("elf-dynamic", "the dynamic segment has no end");
        if (entry->d_tag == DT_NULL) break;
        if (auto good = check_tag(dynamic, entry->d_tag); !good) {
            return std::unexpected(good.error());
        }
        if (dynamic.entries.size() == max_entries) {
            return broken("elf-dynamic", "more than " + std::to_string(max_entries) + " entries");
        }
        dynamic.entries.push_back(*entry);
    }
    const auto strings = dynamic.value(DT_STRTAB);
    const auto size = dynamic.value(DT_STRSZ);
    const auto table = strings && size ? image.mapped(*strings, *size) : std::nullopt;
    if (!table) return broken("elf-dynamic", "the string table does not lie in the file");
    dynamic.strings = *table;
    return dynamic;
}

ElfCheck check_dynamic(const ElfImage &image, const ElfDynamic &dynamic, ElfModule &module) {
    for (const auto &entry : dynamic.entries) {
        if (auto good = check_forbidden(dynamic, entry); !good) return good;
        if (entry.d_tag == DT_SONAME) {
            if (auto good = check_soname(dynamic, entry.d_un.d_val); !good) return good;
        }
        if (entry.d_tag != DT_NEEDED) continue;
        auto name = library_name(dynamic, entry.d_un.d_val);
        if (!name) return std::unexpected(name.error());
        if (module.needed.size() == max_needed) {
            return broken("elf-dynamic", "more than " + std::to_string(max_needed) + " libraries");
        }
        module.needed.push_back(std::move(*name));
    }
    return check_functions(image, dynamic);
}

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
#include "elf.hpp"

#include "elf_image.hpp"

#include "core/support/text.hpp"

#include <walletauth/plugin.h>

#include <algorithm>

namespace walletauth {
namespace {

using Bytes = std::span<const std::uint8_t>;
using Check = std::expected<void, ElfError>;

std::unexpected<ElfError> broken(std::string rule, std::string value) {
    return std::unexpected(ElfError{std::move(rule), std::move(value)});
}

// --- the identity note -------------------------------------------------------------------------

/// The descriptor of each note of ours in one PT_NOTE segment. Offsets are rounded, not sizes: in a
/// segment aligned to 8 the 4 bytes of "GNU" end at 16, and there its descriptor starts.
std::expected<std::vector<Bytes>, ElfError> own_notes(Bytes segment, std::uint64_t alignment) {
    const std::uint64_t align = alignment == 8 ? 8 : 4;
    const auto rounded = [&](std::uint64_t at) { return (at + align - 1) / align * align; };
    std::vector<Bytes> notes;
    std::uint64_t at = 0;
    while (segment.size() - at >= sizeof(Elf64_Nhdr)) {
        const auto header = *ElfImage::read<Elf64_Nhdr>(segment, at);
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

Check read_note(const ElfImage &image, ElfModule &module) {
    std::vector<Bytes> notes;
    for (const auto &segment : image.segments()) {
        if (segment.p_type != PT_NOTE) continue;
        const auto found =
            own_notes(*image.at(segment.p_offset, segment.p_filesz), segment.p_align);
        if (!found) return std::unexpected(found.error());
        notes.insert(notes.end(), found->begin(), found->end());
    }
    if (notes.size() != 1) {
        return broken("note",
                      "found " + std::to_string(notes.size()) + " walletauth notes, expected 1");
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

// --- the dynamic section -----------------------------------------------------------------------

struct Dynamic {
    std::vector<Elf64_Dyn> entries;
    Bytes strings;

    [[nodiscard]] std::optional<std::uint64_t> value(std::int64_t tag) const noexcept {
        for (const auto &entry : entries) {
            if (entry.d_tag == tag) return entry.d_un.d_val;
        }
        return std::nullopt;
    }
};

std::expected<Dynamic, ElfError> read_dynamic(const ElfImage &image) {
    Dynamic dynamic;
    for (const auto &segment : image.segments()) {
        if (segment.p_type != PT_DYNAMIC) continue;
        if (!dynamic.entries.empty())
            return broken("elf-dynamic", "there are two dynamic segments");
        const auto bytes = *image.at(segment.p_offset, segment.p_filesz);
        // The loader reads the mapped copy: it must be these very bytes.
        const auto mapped = image.mapped(segment.p_vaddr);
        if (!mapped || mapped->data() != bytes.data()) {
            return broken("elf-dynamic", "the dynamic segment is not mapped where its header says");
        }
        for (std::uint64_t at = 0;; at += sizeof(Elf64_Dyn)) {
            const auto entry = ElfImage::read<Elf64_Dyn>(bytes, at);
            if (!entry) return broken("elf-dynamic", "the dynamic segment has no end");
            if (entry->d_tag == DT_NULL) break;
            dynamic.entries.push_back(*entry);
        }
    }
    const auto strings = dynamic.value(DT_STRTAB);
    const auto size = dynamic.value(DT_STRSZ);
    const auto table = strings ? image.mapped(*strings) : std::nullopt;
    if (!table || !size || *size > table->size()) {
        return broken("elf-dynamic", "the string table does not lie in the file");
    }
    dynamic.strings = table->first(*size);
    return dynamic;
}

Check check_dynamic(const Dynamic &dynamic, ElfModule &module) {
    for (const auto &entry : dynamic.entries) {
        const auto text = ElfImage::text(dynamic.strings, entry.d_un.d_val);
        const auto shown = printable_ascii(text.value_or("(no text)"), 200);
        switch (entry.d_tag) {
        case DT_NEEDED:
            if (!text) return broken("elf-dynamic", "a needed library has no name");
            module.needed.emplace_back(*text);
            break;
        case DT_RPATH:
            return broken("rpath", "RPATH " + shown);
        case DT_RUNPATH:
            return broken("rpath", "RUNPATH " + shown);
        case DT_TEXTREL:
            return broken("textrel", "the module has text relocations");
        case DT_AUDIT:
        case DT_DEPAUDIT:
            return broken("audit", "the module names an audit library " + shown);
        case DT_AUXILIARY:
        case DT_FILTER:
            return broken("audit", "the module is a filter of " + shown);
        case DT_FLAGS:
            if ((entry.d_un.d_val & DF_TEXTREL) != 0) {
                return broken("textrel", "the module has text relocations");
            }
            if ((entry.d_un.d_val & DF_STATIC_TLS) != 0) {
                return broken("static-tls", "the module needs static thread-local storage");
            }
            break;
        default:
            break;
        }
    }
    return {};
}

Check check_stack(const ElfImage &image) {
    bool stated = false;
    for (const auto &segment : image.segments()) {
        if (segment.p_type != PT_GNU_STACK) continue;
        stated = true;
        if ((segment.p_flags & PF_X) != 0)
            return broken("exec-stack", "the module wants an executable stack");
    }
    if (!stated)
        return broken("exec-stack", "PT_GNU_STACK is missing: the stack would be executable");
    return {};
}

// --- symbols -----------------------------------------------------------------------------------

/// The number of dynamic symbols by DT_GNU_HASH: the last index of any chain, plus one.
std::optional<std::uint64_t> count_by_gnu_hash(Bytes table) {
    const auto buckets = ElfImage::read<std::uint32_t>(table, 0);
    const auto first = ElfImage::read<std::uint32_t>(table, 4);
    const auto bloom = ElfImage::read<std::uint32_t>(table, 8);
    if (!buckets || !first || !bloom) return std::nullopt;
    const std::uint64_t bucket_at = 16 + std::uint64_t{*bloom} * 8;
    const std::uint64_t chain_at = bucket_at + std::uint64_t{*buckets} * 4;
    std::uint64_t last = 0;
    for (std::uint64_t i = 0; i < *buckets; ++i) {
        const auto bucket = ElfImage::read<std::uint32_t>(table, bucket_at + i * 4);
        if (!bucket) return std::nullopt;
        last = std::max<std::uint64_t>(last, *bucket);
    }
    if (last < *first) return *first;
    for (;; ++last) {
        const auto hash = ElfImage::read<std::uint32_t>(table, chain_at + (last - *first) * 4);
        if (!hash) return std::nullopt;
        if ((*hash & 1) != 0) return last + 1; // ends the chain
    }
}

std::optional<std::uint64_t> count_symbols(const ElfImage &image, const Dynamic &dynamic) {
    std::optional<std::uint64_t> count;
    if (const auto at = dynamic.value(DT_HASH)) {
        const auto table = image.mapped(*at);
        const auto chains = table ? ElfImage::read<std::uint32_t>(*table, 4) : std::nullopt;
        if (!chains) return std::nullopt;
        count = *chains;
    }
    if (const auto at = dynamic.value(DT_GNU_HASH)) {
        const auto table = image.mapped(*at);
        const auto by_gnu = table ? count_by_gnu_hash(*table) : std::nullopt;
        if (!by_gnu) return std::nullopt;
        count = std::max(count.value_or(0), *by_gnu);
    }
    return count;
}

bool is_exported(const Elf64_Sym &symbol) noexcept {
    const auto bind = ELF64_ST_BIND(symbol.st_info);
    const auto visibility = ELF64_ST_VISIBILITY(symbol.st_other);
    return symbol.st_shndx != SHN_UNDEF && bind != STB_LOCAL && visibility != STV_HIDDEN &&
           visibility != STV_INTERNAL;
}

Check read_symbols(const ElfImage &image, const Dynamic &dynamic, ElfModule &module) {
    const auto at = dynamic.value(DT_SYMTAB);
    const auto table = at ? image.mapped(*at) : std::nullopt;
    const auto count = count_symbols(image, dynamic);
    if (!table || !count || *count > table->size() / sizeof(Elf64_Sym)) {
        return broken("elf-dynamic", "the symbol table or its hash table does not lie in the file");
    }
    for (std::uint64_t i = 0; i < *count; ++i) {
        const auto symbol = *ElfImage::read<Elf64_Sym>(*table, i * sizeof(Elf64_Sym));
        const auto name = ElfImage::text(dynamic.strings, symbol.st_name);
        if (symbol.st_shndx == SHN_UNDEF && name && !name->empty())
            module.imports.emplace_back(*name);
        if (!is_exported(symbol)) continue;
        if (!name) return broken("elf-dynamic", "an exported symbol has no name");
        if (ELF64_ST_BIND(symbol.st_info) == STB_GNU_UNIQUE) {
            return broken("gnu-unique", "unique symbol " + printable_ascii(*name, 200));
        }
        if (ELF64_ST_TYPE(symbol.st_info) == STT_GNU_IFUNC) {
            return broken("exports", "indirect function " + printable_ascii(*name, 200));
        }
        module.exports.emplace_back(*name);
        if (module.exports.size() > 16) break; // enough to be refused for
    }
    if (module.exports.size() != 1 || module.exports.front() != WA_PLUGIN_ENTRY_NAME) {
        std::string names;
        for (const auto &name : module.exports)
            names += ' ' + printable_ascii(name, 60);
        return broken("exports", "found" + (names.empty() ? " none" : names) + ", expected only " +
                                     WA_PLUGIN_ENTRY_NAME);
    }
    return {};
}

} // namespace

std::expected<ElfModule, ElfError> read_elf(std::span<const std::uint8_t> file) {
    const auto image = ElfImage::open(file);
    if (!image) return std::unexpected(image.error());
    ElfModule module;
    if (auto good = read_note(*image, module); !good) return std::unexpected(good.error());
    const auto dynamic = read_dynamic(*image);
    if (!dynamic) return std::unexpected(dynamic.error());
    if (auto good = check_dynamic(*dynamic, module); !good) return std::unexpected(good.error());
    if (auto good = check_stack(*image); !good) return std::unexpected(good.error());
    if (auto good = read_symbols(*image, *dynamic, module); !good)
        return std::unexpected(good.error());
    return module;
}

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
#include "elf_symbols.hpp"

#include <walletauth/plugin.h>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <bit>

namespace walletauth {
namespace {

// Bounds on what is read and on what the dynamic linker does with it: the plugins of this project
// import about 100 names of 30 bytes.
constexpr std::uint64_t max_symbols = 65536;
constexpr std::size_t max_names = std::size_t{4} << 20; // of all imports together
constexpr std::uint64_t max_hashed = 64;
constexpr std::size_t shown_exports = 16;

/// The hash table of DT_GNU_HASH. ld.so asserts, or reads without a bound, where this refuses.
struct GnuHash {
    std::uint64_t first = 0; ///< symbol of the table
    std::uint64_t count = 0; ///< of all symbols: the last index of any chain, plus one
};

std::optional<GnuHash> read_gnu_hash(ElfBytes table) {
    const auto buckets = ElfImage::read<std::uint32_t>(table, 0);
    const auto first = ElfImage::read<std::uint32_t>(table, 4);
    const auto bloom = ElfImage::read<std::uint32_t>(table, 8);
    const auto shift = ElfImage::read<std::uint32_t>(table, 12);
    if (!buckets || !first || !bloom || !shift) return std::nullopt;
    if (!std::has_single_bit(*bloom) || *shift >= 32) return std::nullopt;
    const std::uint64_t bucket_at = 16 + std::uint64_t{*bloom} * 8;
    const std::uint64_t chain_at = bucket_at + std::uint64_t{*buckets} * 4;
    if (bucket_at > table.size()) return std::nullopt;
    std::uint64_t last = 0;
    for (std::uint64_t i = 0; i < *buckets; ++i) {
        const auto bucket = ElfImage::read<std::uint32_t>(table, bucket_at + i * 4);
        if (!bucket || (*bucket != 0 && *bucket < *first)) return std::nullopt;
        last = std::max<std::uint64_t>(last, *bucket);
    }
    if (last == 0) return GnuHash{*first, *first};
    for (;; ++last) {
        const auto hash = ElfImage::read<std::uint32_t>(table, chain_at + (last - *first) * 4);
        if (!hash) return std::nullopt;
        if ((*hash & 1) != 0) return GnuHash{*first, last + 1}; // ends the chain
    }
}

std::expected<GnuHash, ElfError> hash_table(const ElfImage &image, const ElfDynamic &dynamic) {
    const auto at = dynamic.value(DT_GNU_HASH);
    if (!at) {
        return broken("elf-symbol", "there is no DT_GNU_HASH; link with -Wl,--hash-style=gnu");
    }
    const auto table = image.mapped(*at);
    const auto hash = table ? read_gnu_hash(*table) : std::nullopt;
    if (!hash) return broken("elf-symbol", "the hash table is not whole");
    return *hash;
}

std::expected<ElfSymbols, ElfError> find_symbols(const ElfImage &image, const ElfDynamic &dynamic,
                                                 const GnuHash &hash) {
    const auto at = dynamic.value(DT_SYMTAB);
    if (dynamic.value(DT_SYMENT).value_or(sizeof(Elf64_Sym)) != sizeof(Elf64_Sym)) {
        return broken("elf-symbol", "the symbols have another size");
    }
    if (hash.count > max_symbols) {
        return broken("elf-symbol", std::to_string(hash.count) + " symbols, expected at most " +
                                        std::to_string(max_symbols));
    }
    const auto table = at ? image.mapped(*at, hash.count * sizeof(Elf64_Sym)) : std::nullopt;
    if (!table) return broken("elf-symbol", "the symbol table does not lie in the file");
    return ElfSymbols{*table, hash.count};
}

bool is_exported(const Elf64_Sym &symbol) noexcept {
    const auto bind = ELF64_ST_BIND(symbol.st_info);
    const auto visibility = ELF64_ST_VISIBILITY(symbol.st_other);
    return symbol.st_shndx != SHN_UNDEF && bind != STB_LOCAL && visibility != STV_HIDDEN &&
           visibility != STV_INTERNAL;
}

/// What holds for every symbol that the module defines, exported or not: the dynamic linker calls
/// an indirect function inside dlopen.
ElfCheck check_defined(const Elf64_Sym &symbol, std::string_view name) {
    if (ELF64_ST_TYPE(symbol.st_info) == STT_GNU_IFUNC) {
        return broken("ifunc", "indirect function " + printable_ascii(name, 200));
    }
    if (is_exported(symbol) && ELF64_ST_BIND(symbol.st_info) == STB_GNU_UNIQUE) {
        return broken("gnu-unique", "unique symbol " + printable_ascii(name, 200));
    }
    return {};
}

ElfCheck read_names(const ElfDynamic &dynamic, const ElfSymbols &symbols, ElfModule &module) {
    std::size_t names = 0;
    for (std::uint64_t i = 0; i < symbols.count; ++i) {
        const auto symbol = symbols.at(i);
        const auto name = ElfImage::text(dynamic.strings, symbol.st_name);
        if (!name) {
            return broken("elf-symbol", "symbol " + std::to_string(i) +
                                            " has no name, or one of more than " +
                                            std::to_string(max_elf_name) + " bytes");
        }
        if (symbol.st_shndx == SHN_UNDEF) {
            // With a value it would answer look-ups as if it were defined here.
            if (symbol.st_value != 0) {
                return broken("elf-symbol", printable_ascii(*name, 200) + " is undefined, but has "
                                                                          "a value");
            }
            names += name->size();
            if (names > max_names) return broken("elf-symbol", "the names imported are too long");
            if (!name->empty()) module.imports.emplace_back(*name);
            continue;
        }
        if (auto good = check_defined(symbol, *name); !good) return good;
        if (is_exported(symbol)) module.exports.emplace_back(*name);
        if (module.exports.size() > shown_exports) break; // enough to be refused for
    }
    return {};
}

/// dlsym's answer is called as a function.
ElfCheck check_entry(const ElfImage &image, const ElfDynamic &dynamic, const ElfSymbols &symbols) {
    for (std::uint64_t i = 0; i < symbols.count; ++i) {
        const auto symbol = symbols.at(i);
        if (!is_exported(symbol)) continue;
        const auto type = ELF64_ST_TYPE(symbol.st_info);
        if (symbol.st_shndx == SHN_ABS || (type != STT_FUNC && type != STT_NOTYPE) ||
            !image.has_memory(symbol.st_value, 1, PF_X)) {
            const auto name = ElfImage::text(dynamic.strings, symbol.st_name);
            return broken("exports", printable_ascii(name.value_or(""), 200) + " is no function");
        }
    }
    return {};
}

} // namespace

std::expected<ElfSymbols, ElfError> read_symbols(const ElfImage &image, const ElfDynamic &dynamic,
                                                 ElfModule &module) {
    const auto hash = hash_table(image, dynamic);
    if (!hash) return std::unexpected(hash.error());
    auto symbols = find_symbols(image, dynamic, *hash);
    if (!symbols) return symbols;
    if (auto good = read_names(dynamic, *symbols, module); !good) {
        return std::unexpected(good.error());
    }
    if (module.exports.size() != 1 || module.exports.front() != WA_PLUGIN_ENTRY_NAME) {
        std::string names;
        for (const auto &name : module.exports)
            names += ' ' + printable_ascii(name, 60);
        return broken("exports", "found" + (names.empty() ? " none" : names) + ", expected only " +
                                     WA_PLUGIN_ENTRY_NAME);
    }
    // A look-up walks these one by one, and there are as many look-ups as relocations.
    if (hash->count - hash->first > max_hashed) {
        return broken("elf-symbol", "the hash table holds symbols that are not exported");
    }
    if (auto good = check_entry(image, dynamic, *symbols); !good) {
        return std::unexpected(good.error());
    }
    return symbols;
}

} // namespace walletauth

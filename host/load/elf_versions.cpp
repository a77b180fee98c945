// SPDX-License-Identifier: Apache-2.0
#include "elf_versions.hpp"

#include <algorithm>

namespace walletauth {
namespace {

constexpr std::size_t max_versions = 1024; // libstdc++ itself has about 60
constexpr std::uint16_t index_mask = 0x7fff;

/// Follows a table's entries; what goes wrong anywhere makes all of it unreadable.
class VersionReader {
  public:
    VersionReader(const ElfImage &image, const ElfDynamic &dynamic, const ElfModule &module)
        : image_(image), dynamic_(dynamic), module_(module) {}

    [[nodiscard]] std::uint16_t highest() const noexcept { return highest_; }
    /// Versions of glibc are needed, and none of them says that it must know DT_RELR.
    [[nodiscard]] bool lacks_packing_mark() const noexcept {
        return needs_libc_ && !has_packing_mark_;
    }

    [[nodiscard]] bool read_needed(std::uint64_t address) {
        return each<Elf64_Verneed>(
            address, &Elf64_Verneed::vn_next, [&](const auto &entry, std::uint64_t at) {
                const auto file = ElfImage::text(dynamic_.strings, entry.vn_file);
                if (entry.vn_version != VER_NEED_CURRENT || !file) return false;
                if (std::ranges::find(module_.needed, *file) == module_.needed.end()) return false;
                const bool is_libc = file->starts_with("libc.so.");
                needs_libc_ |= is_libc;
                return each<Elf64_Vernaux>(
                    at + entry.vn_aux, &Elf64_Vernaux::vna_next,
                    [&](const auto &version, std::uint64_t) {
                        note_index(version.vna_other);
                        const auto name = ElfImage::text(dynamic_.strings, version.vna_name);
                        has_packing_mark_ |= is_libc && name == "GLIBC_ABI_DT_RELR";
                        return name.has_value();
                    });
            });
    }
    [[nodiscard]] bool read_defined(std::uint64_t address) {
        return each<Elf64_Verdef>(
            address, &Elf64_Verdef::vd_next, [&](const auto &entry, std::uint64_t at) {
                note_index(entry.vd_ndx);
                if (entry.vd_version != VER_DEF_CURRENT) return false;
                return each<Elf64_Verdaux>(
                    at + entry.vd_aux, &Elf64_Verdaux::vda_next,
                    [&](const auto &name, std::uint64_t) { return has_text(name.vda_name); });
            });
    }

  private:
    /// Entries chained by an offset that only leads forward. Their number is bounded over all
    /// tables: chains may share their tails.
    template <class Entry, class Use>
    bool each(std::uint64_t address, std::uint32_t Entry::*next, const Use &use) {
        for (;;) {
            const auto bytes = image_.mapped(address, sizeof(Entry));
            if (!bytes || ++entries_ > max_versions) return false;
            const auto entry = ElfImage::read<Entry>(*bytes, 0).value_or(Entry{});
            if (!use(entry, address)) return false;
            if (entry.*next == 0) return true;
            address += entry.*next;
        }
    }
    void note_index(std::uint16_t index) noexcept {
        highest_ = std::max<std::uint16_t>(highest_, index & index_mask);
    }
    [[nodiscard]] bool has_text(std::uint64_t offset) const {
        return ElfImage::text(dynamic_.strings, offset).has_value();
    }

    const ElfImage &image_;
    const ElfDynamic &dynamic_;
    const ElfModule &module_;
    std::size_t entries_ = 0;
    std::uint16_t highest_ = 0;
    bool needs_libc_ = false;
    bool has_packing_mark_ = false;
};

} // namespace

ElfCheck check_versions(const ElfImage &image, const ElfDynamic &dynamic, const ElfSymbols &symbols,
                        const ElfModule &module) {
    const auto needed = dynamic.value(DT_VERNEED);
    const auto defined = dynamic.value(DT_VERDEF);
    const auto indices = dynamic.value(DT_VERSYM);
    if (!needed && !defined && !indices) return {};
    if (!indices || (!needed && !defined)) {
        return broken("elf-version", "of the tables of versions one is missing");
    }
    VersionReader reader(image, dynamic, module);
    if (needed && !reader.read_needed(*needed)) {
        return broken("elf-version",
                      "the versions needed are not whole, or name a library that is not needed");
    }
    if (dynamic.value(DT_RELR) && reader.lacks_packing_mark()) { // ld.so refuses it, and says less
        return broken("elf-version", "packed relocations (DT_RELR) without GLIBC_ABI_DT_RELR; link "
                                     "with -z pack-relative-relocs in place of "
                                     "--pack-dyn-relocs=relr");
    }
    if (defined && !reader.read_defined(*defined)) {
        return broken("elf-version", "the versions defined are not whole");
    }
    const auto table = image.mapped(*indices, symbols.count * sizeof(std::uint16_t));
    if (!table) return broken("elf-version", "the versions of symbols do not lie in the file");
    for (std::uint64_t i = 0; i < symbols.count; ++i) {
        const auto index = ElfImage::read<std::uint16_t>(*table, i * sizeof(std::uint16_t))
                               .value_or(std::uint16_t{});
        if ((index & index_mask) > std::max<std::uint16_t>(reader.highest(), 1)) {
            return broken("elf-version", "symbol " + std::to_string(i) + " has no such version");
        }
    }
    return {};
}

} // namespace walletauth

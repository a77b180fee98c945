// SPDX-License-Identifier: Apache-2.0
// Changes single fields of a linked module, as no linker would write them.
#pragma once

#include <elf.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bad {

class ElfPatch {
  public:
    explicit ElfPatch(std::string bytes) : bytes_(std::move(bytes)) {}

    [[nodiscard]] const std::string &bytes() const { return bytes_; }

    /// References are good until `append`.
    template <class T>
    T &at(std::uint64_t offset) {
        if (offset + sizeof(T) > bytes_.size()) throw std::out_of_range("no such offset");
        return *reinterpret_cast<T *>(bytes_.data() + offset);
    }
    /// The file's bytes that are mapped at `address`.
    template <class T>
    T &mapped(std::uint64_t address) {
        for (int i = 0; i < header().e_phnum; ++i) {
            const auto &load = segment(i);
            if (load.p_type == PT_LOAD && address >= load.p_vaddr &&
                address - load.p_vaddr < load.p_filesz) {
                return at<T>(load.p_offset + (address - load.p_vaddr));
            }
        }
        throw std::out_of_range("no such address");
    }

    Elf64_Ehdr &header() { return at<Elf64_Ehdr>(0); }
    Elf64_Phdr &segment(int index) {
        return at<Elf64_Phdr>(header().e_phoff + static_cast<unsigned>(index) * sizeof(Elf64_Phdr));
    }
    /// The n-th segment of a type, from 0.
    Elf64_Phdr &segment(std::uint32_t type, int n) {
        for (int i = 0; i < header().e_phnum; ++i) {
            if (segment(i).p_type == type && n-- == 0) return segment(i);
        }
        throw std::out_of_range("no such segment");
    }
    Elf64_Phdr &load(int n) { return segment(PT_LOAD, n); }
    /// The first loadable segment with exactly these rights.
    Elf64_Phdr &load_with(std::uint32_t flags) {
        for (int n = 0;; ++n) {
            if (load(n).p_flags == flags) return load(n);
        }
    }

    Elf64_Dyn &entry(int index) {
        return at<Elf64_Dyn>(segment(PT_DYNAMIC, 0).p_offset +
                             static_cast<unsigned>(index) * sizeof(Elf64_Dyn));
    }
    Elf64_Dyn &tag(std::int64_t tag) {
        for (int i = 0; entry(i).d_tag != DT_NULL; ++i) {
            if (entry(i).d_tag == tag) return entry(i);
        }
        throw std::out_of_range("no such tag");
    }
    std::uint64_t value(std::int64_t which) { return tag(which).d_un.d_val; }
    /// Linkers leave some entries behind the end.
    void add_tag(std::int64_t tag, std::uint64_t value) {
        int end = 0;
        while (entry(end).d_tag != DT_NULL)
            ++end;
        if ((static_cast<unsigned>(end) + 2) * sizeof(Elf64_Dyn) >
            segment(PT_DYNAMIC, 0).p_filesz) {
            throw std::out_of_range("no room for a tag");
        }
        entry(end) = {tag, {value}};
    }
    void drop_tag(std::int64_t which) {
        int last = 0;
        while (entry(last + 1).d_tag != DT_NULL)
            ++last;
        tag(which) = entry(last);
        entry(last) = {DT_NULL, {0}};
    }

    Elf64_Sym &symbol(std::uint32_t index) {
        return mapped<Elf64_Sym>(value(DT_SYMTAB) + index * sizeof(Elf64_Sym));
    }
    std::string_view text(std::uint64_t offset) { return &mapped<char>(value(DT_STRTAB) + offset); }
    std::uint32_t symbol_index(std::string_view name) {
        for (std::uint32_t i = 0;; ++i) {
            if (text(symbol(i).st_name) == name) return i;
        }
    }
    /// What it needs of a library's versions; linkers differ in the order of libraries.
    Elf64_Verneed &versions_needed_of(std::string_view library) {
        auto address = value(DT_VERNEED);
        for (;;) {
            auto &needs = mapped<Elf64_Verneed>(address);
            if (text(needs.vn_file) == library) return needs;
            if (needs.vn_next == 0)
                throw std::out_of_range("needs no version of " + std::string(library));
            address += needs.vn_next;
        }
    }
    /// A relocation of DT_RELA that names a symbol, not only an address.
    Elf64_Rela &with_symbol() {
        for (std::uint64_t i = 0;; ++i) {
            auto &found = relocation(i);
            if (ELF64_R_SYM(found.r_info) != 0) return found;
        }
    }
    Elf64_Rela &relocation(std::uint64_t index) {
        return mapped<Elf64_Rela>(value(DT_RELA) + index * sizeof(Elf64_Rela));
    }

    /// Maps more bytes behind all others, in place of the unwinder's segment; their address.
    std::uint64_t append(const std::string &more, std::uint32_t flags = PF_R) {
        const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
        std::uint64_t end = 0;
        for (int i = 0; i < header().e_phnum; ++i) {
            if (segment(i).p_type == PT_LOAD) end = segment(i).p_vaddr + segment(i).p_memsz;
        }
        const std::uint64_t address = (end + 2 * page - 1) / page * page;
        bytes_.resize((bytes_.size() + page - 1) / page * page);
        const std::uint64_t offset = bytes_.size();
        bytes_ += more;
        segment(PT_GNU_EH_FRAME, 0) = {PT_LOAD, flags,       offset,      address,
                                       address, more.size(), more.size(), page};
        return address;
    }

  private:
    std::string bytes_;
};

/// The bytes of a value, to be appended.
template <class T>
std::string raw(const T &value) {
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

} // namespace bad

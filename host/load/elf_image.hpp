// SPDX-License-Identifier: Apache-2.0
// Bounds-checked reading of an ELF64 file (System V ABI, chapters 4 and 5). Internal.
#pragma once

#include "elf.hpp"

#include <elf.h>

#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace walletauth {

using ElfBytes = std::span<const std::uint8_t>;
using ElfCheck = std::expected<void, ElfError>;

[[nodiscard]] inline std::unexpected<ElfError> broken(std::string rule, std::string value) {
    return std::unexpected(ElfError{std::move(rule), std::move(value)});
}

/// No name of a symbol or library is longer. Where texts may overlap, reading them is linear only
/// if each is bounded.
inline constexpr std::size_t max_elf_name = 4096;

/// The file and its program headers; all reads are checked against the file's size.
class ElfImage {
  public:
    /// Checks class, byte order, machine, type and that every segment lies inside the file.
    [[nodiscard]] static std::expected<ElfImage, ElfError> open(ElfBytes file);

    [[nodiscard]] std::span<const Elf64_Phdr> segments() const noexcept { return segments_; }
    /// Where the file has its program headers.
    [[nodiscard]] std::uint64_t segments_at() const noexcept { return segments_at_; }

    /// `size` bytes at a file offset; nothing if they do not lie in the file.
    [[nodiscard]] std::optional<ElfBytes> at(std::uint64_t offset,
                                             std::uint64_t size) const noexcept;
    /// From a virtual address to the end of what the loadable segment that holds it has in the
    /// file.
    [[nodiscard]] std::optional<ElfBytes> mapped(std::uint64_t address) const noexcept;
    /// `size` bytes at a virtual address; nothing if no segment has them in the file.
    [[nodiscard]] std::optional<ElfBytes> mapped(std::uint64_t address,
                                                 std::uint64_t size) const noexcept;
    /// True if `size` bytes from a virtual address lie in the memory of one loadable segment that
    /// has all of these flags (PF_W, PF_X).
    [[nodiscard]] bool has_memory(std::uint64_t address, std::uint64_t size,
                                  std::uint32_t flags) const noexcept;

    /// The NUL-terminated text at `offset` of a string table, of at most `max_elf_name` bytes.
    [[nodiscard]] static std::optional<std::string_view> text(ElfBytes table,
                                                              std::uint64_t offset) noexcept;
    template <class T>
    [[nodiscard]] static std::optional<T> read(ElfBytes bytes, std::uint64_t offset) noexcept {
        if (offset > bytes.size() || bytes.size() - offset < sizeof(T)) return std::nullopt;
        T value;
        std::memcpy(&value, bytes.data() + offset, sizeof value);
        return value;
    }

  private:
    ElfBytes file_;
    std::uint64_t segments_at_ = 0;
    std::vector<Elf64_Phdr> segments_;
};

} // namespace walletauth

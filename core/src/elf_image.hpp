// SPDX-License-Identifier: Apache-2.0
// Bounds-checked reading of an ELF64 file (System V ABI, chapters 4 and 5). Internal.
#pragma once

#include "elf.hpp"

#include <elf.h>

#include <cstring>
#include <optional>
#include <string_view>

namespace walletauth {

/// The file and its program headers; all reads are checked against the file's size.
class ElfImage {
  public:
    /// Checks class, byte order, machine, type and that every segment lies inside the file.
    [[nodiscard]] static std::expected<ElfImage, ElfError> open(std::span<const std::uint8_t> file);

    [[nodiscard]] std::span<const Elf64_Phdr> segments() const noexcept { return segments_; }

    /// `size` bytes at a file offset; nothing if they do not lie in the file.
    [[nodiscard]] std::optional<std::span<const std::uint8_t>> at(
        std::uint64_t offset, std::uint64_t size) const noexcept;
    /// From a virtual address to the end of the loadable segment that holds it.
    [[nodiscard]] std::optional<std::span<const std::uint8_t>> mapped(
        std::uint64_t address) const noexcept;

    /// The NUL-terminated text at `offset` of a string table.
    [[nodiscard]] static std::optional<std::string_view> text(std::span<const std::uint8_t> table,
                                                              std::uint64_t offset) noexcept;
    template <class T>
    [[nodiscard]] static std::optional<T> read(std::span<const std::uint8_t> bytes,
                                               std::uint64_t offset) noexcept {
        if (offset > bytes.size() || bytes.size() - offset < sizeof(T)) return std::nullopt;
        T value;
        std::memcpy(&value, bytes.data() + offset, sizeof value);
        return value;
    }

  private:
    std::span<const std::uint8_t> file_;
    std::vector<Elf64_Phdr> segments_;
};

} // namespace walletauth

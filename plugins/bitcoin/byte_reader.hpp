// SPDX-License-Identifier: Apache-2.0
// Reads Bitcoin's serialisation front to back: numbers are little-endian, and what has a length
// has it in front as a CompactSize, here in its shortest form only. Each step says whether there
// was enough left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace walletauth::bitcoin {

class ByteReader {
  public:
    explicit ByteReader(std::span<const std::uint8_t> bytes) noexcept : left_(bytes) {}

    [[nodiscard]] std::optional<std::span<const std::uint8_t>> take(std::uint64_t size) noexcept {
        if (size > left_.size()) return std::nullopt;
        const auto taken = left_.first(static_cast<std::size_t>(size));
        left_ = left_.subspan(taken.size());
        return taken;
    }
    /// A number of `size` bytes, at most 8.
    [[nodiscard]] std::optional<std::uint64_t> number(std::size_t size) noexcept {
        const auto bytes = take(size);
        if (!bytes) return std::nullopt;
        std::uint64_t value = 0;
        for (std::size_t i = size; i-- > 0;)
            value = value << 8 | (*bytes)[i];
        return value;
    }
    [[nodiscard]] std::optional<std::uint32_t> u32() noexcept {
        const auto value = number(4);
        if (!value) return std::nullopt;
        return static_cast<std::uint32_t>(*value);
    }
    [[nodiscard]] std::optional<std::uint64_t> compact_size() noexcept {
        const auto first = number(1);
        if (!first || *first < 0xfd) return first;
        const std::size_t size = std::size_t{2} << (*first - 0xfd);
        const auto value = number(size);
        constexpr std::uint64_t least[]{0xfd, 0x10000, 0x100000000};
        if (!value || *value < least[*first - 0xfd]) return std::nullopt;
        return value;
    }
    /// A length, and as many bytes.
    [[nodiscard]] std::optional<std::span<const std::uint8_t>> counted() noexcept {
        const auto size = compact_size();
        if (!size) return std::nullopt;
        return take(*size);
    }
    [[nodiscard]] std::span<const std::uint8_t> left() const noexcept { return left_; }
    [[nodiscard]] bool at_end() const noexcept { return left_.empty(); }

  private:
    std::span<const std::uint8_t> left_;
};

} // namespace walletauth::bitcoin

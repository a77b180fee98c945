// SPDX-License-Identifier: Apache-2.0
// Reads a byte string front to back. Each step says whether there was enough left, and takes
// nothing if there was not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace walletauth::solana {

using Bytes = std::span<const std::uint8_t>;

class Reader {
  public:
    explicit Reader(Bytes bytes) noexcept : left_(bytes) {}

    [[nodiscard]] std::optional<Bytes> take(std::size_t size) noexcept {
        if (size > left_.size()) return std::nullopt;
        const auto taken = left_.first(size);
        left_ = left_.subspan(size);
        return taken;
    }
    [[nodiscard]] std::optional<std::uint8_t> u8() noexcept {
        const auto byte = take(1);
        if (!byte) return std::nullopt;
        return byte->front();
    }
    [[nodiscard]] std::optional<std::uint16_t> u16_little_endian() noexcept {
        const auto bytes = take(2);
        if (!bytes) return std::nullopt;
        return static_cast<std::uint16_t>((*bytes)[0] | (*bytes)[1] << 8);
    }
    [[nodiscard]] std::optional<std::uint32_t> u32_little_endian() noexcept {
        const auto bytes = take(4);
        if (!bytes) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 4; i-- > 0;)
            value = value << 8 | (*bytes)[i];
        return value;
    }
    /// Seven bits a byte, low bits first, at most three bytes and 65535; only the shortest spelling
    /// ("compact-u16" of the transaction format).
    [[nodiscard]] std::optional<std::uint16_t> compact_u16() noexcept {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 3 && i < left_.size(); ++i) {
            const std::uint8_t byte = left_[i];
            value |= (byte & 0x7fu) << (7 * i);
            if ((byte & 0x80) != 0) continue;
            if ((byte == 0 && i != 0) || value > 0xffff) return std::nullopt;
            left_ = left_.subspan(i + 1);
            return static_cast<std::uint16_t>(value);
        }
        return std::nullopt;
    }
    [[nodiscard]] Bytes left() const noexcept { return left_; }
    [[nodiscard]] bool at_end() const noexcept { return left_.empty(); }

  private:
    Bytes left_;
};

} // namespace walletauth::solana

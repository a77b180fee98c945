// SPDX-License-Identifier: Apache-2.0
// The XRP Ledger's binary format, as far as it is needed: heads of fields, and lengths.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace walletauth::xrpl {

/// A field by its type and code: the order of both is the canonical one.
struct FieldId {
    std::uint32_t type = 0;
    std::uint32_t code = 0;

    [[nodiscard]] constexpr auto operator<=>(const FieldId &) const = default;
};

/// Reads from the front. What is not there, or not in its shortest form, is nothing.
class FieldReader {
  public:
    explicit FieldReader(std::span<const std::uint8_t> bytes) noexcept : left_(bytes) {}

    [[nodiscard]] bool at_end() const noexcept { return left_.empty(); }
    [[nodiscard]] std::size_t left() const noexcept { return left_.size(); }

    [[nodiscard]] std::optional<std::span<const std::uint8_t>> take(std::size_t size) noexcept {
        if (left_.size() < size) return std::nullopt;
        const auto taken = left_.first(size);
        left_ = left_.subspan(size);
        return taken;
    }

    /// One to three bytes: a type or code of 16 or more has a byte of its own.
    [[nodiscard]] std::optional<FieldId> take_field() noexcept;

    /// A length of one to three bytes, and as many bytes.
    [[nodiscard]] std::optional<std::span<const std::uint8_t>> take_variable() noexcept;

  private:
    [[nodiscard]] std::optional<std::size_t> take_length() noexcept;

    std::span<const std::uint8_t> left_;
};

} // namespace walletauth::xrpl

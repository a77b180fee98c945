// SPDX-License-Identifier: Apache-2.0
// A fuzzer's bytes as numbers and pieces, from front to back; at the end all is zero and empty.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string_view>

namespace walletauth::fuzz {

/// Ends the run with the place, so that a finding says what it is.
inline void require(bool holds, const char *what) noexcept {
    if (holds) return;
    std::fprintf(stderr, "ERROR: broken: %s\n", what);
    std::abort();
}

/// What logs may show.
inline bool is_printable(std::string_view text) noexcept {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c <= 0x7e; });
}

class Input {
  public:
    explicit Input(std::span<const std::uint8_t> bytes) noexcept : rest_(bytes) {}

    [[nodiscard]] std::span<const std::uint8_t> take(std::size_t size) noexcept {
        const auto taken = rest_.first(std::min(size, rest_.size()));
        rest_ = rest_.subspan(taken.size());
        return taken;
    }
    template <std::size_t N>
    [[nodiscard]] std::array<std::uint8_t, N> array() noexcept {
        std::array<std::uint8_t, N> out{};
        std::ranges::copy(take(N), out.begin());
        return out;
    }
    [[nodiscard]] std::uint8_t byte() noexcept { return array<1>()[0]; }
    [[nodiscard]] std::size_t below(std::size_t limit) noexcept { return byte() % limit; }
    [[nodiscard]] std::span<const std::uint8_t> rest() noexcept { return take(rest_.size()); }
    [[nodiscard]] std::string_view text() noexcept {
        const auto bytes = rest();
        return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
    }
    [[nodiscard]] bool empty() const noexcept { return rest_.empty(); }

  private:
    std::span<const std::uint8_t> rest_;
};

} // namespace walletauth::fuzz

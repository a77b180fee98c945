// SPDX-License-Identifier: Apache-2.0
// Values inside a refusal's detail: it holds 120 bytes, and a value cut by its end would read as
// another one.
#pragma once

#include <walletauth/interface.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace walletauth::near {

/// `text` in at most `Size` bytes of printable ASCII: whole, or its beginning and "...".
template <std::size_t Size>
[[nodiscard]] InlineText<Size> shown(std::string_view text) noexcept {
    constexpr std::string_view dots = "...";
    static_assert(Size > dots.size());
    constexpr std::string_view digits = "0123456789abcdef";
    InlineText<Size> out;
    std::size_t room_for_dots = 0; // where the dots go if not all fits
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = byte >= 0x20 && byte < 0x7f;
        const std::array<char, 4> escaped{'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        const auto part = plain ? std::span<const char>{&c, 1} : std::span<const char>{escaped};
        if (out.size() + part.size() > Size) {
            InlineText<Size> cut;
            cut.append_cut(out.span().first(room_for_dots));
            cut.append_cut(dots);
            return cut;
        }
        out.append_cut(part);
        if (out.size() + dots.size() <= Size) room_for_dots = out.size();
    }
    return out;
}

} // namespace walletauth::near

// SPDX-License-Identifier: Apache-2.0
// Sixteen bytes of a text at once: most are as they should be, and looking at each by itself would
// be most of what a reader costs. Internal.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace walletauth {

class SixteenBytes {
  public:
    static constexpr std::size_t size = 16;
    /// Each byte is 0 for false and -1 for true. Every compiler that builds walletauth has these
    /// vectors, on every processor.
    using Bytes = std::int8_t __attribute__((vector_size(size)));

    explicit SixteenBytes(const char *bytes) noexcept { std::memcpy(&bytes_, bytes, size); }
    [[nodiscard]] Bytes are(char c) const noexcept { return bytes_ == static_cast<std::int8_t>(c); }
    /// 0x00 to 0x1f, and 0x80 to 0xff, which are negative.
    [[nodiscard]] Bytes are_control_or_not_ascii() const noexcept { return bytes_ < 0x20; }
    /// Which is the first that is true; 16 if none is.
    [[nodiscard]] static std::size_t first(Bytes found) noexcept {
        std::uint64_t half[2];
        std::memcpy(half, &found, size);
        return half[0] != 0 ? first(half[0]) : 8 + first(half[1]);
    }

  private:
    static std::size_t first(std::uint64_t found) noexcept {
        const int bits = std::endian::native == std::endian::little ? std::countr_zero(found)
                                                                    : std::countl_zero(found);
        return static_cast<std::size_t>(bits) / 8;
    }

    Bytes bytes_;
};

/// How many bytes `text` begins with that `seek(sixteen)` does not find.
template <class Seek>
[[nodiscard]] std::size_t size_before(std::string_view text, const Seek &seek) noexcept {
    constexpr auto step = SixteenBytes::size;
    const auto in = [&seek](const char *bytes) {
        return SixteenBytes::first(seek(SixteenBytes{bytes}));
    };
    std::size_t done = 0;
    for (; text.size() - done >= step; done += step) {
        if (const auto size = in(text.data() + done); size != step) return done + size;
    }
    const auto left = text.size() - done;
    if (left == 0) return done;
    if (done != 0) { // the last sixteen, of which the first were looked at before
        return text.size() - step + in(text.data() + text.size() - step);
    }
    char padded[step] = {};
    std::memcpy(padded, text.data(), left);
    return std::min(left, in(padded));
}

} // namespace walletauth

// SPDX-License-Identifier: Apache-2.0
// Random bytes, many for one question to the system. Internal.
#pragma once

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace walletauth::daemon {

/// Bytes of the system's generator. A sign-in needs a few here and there, and to ask the system for
/// each costs more than the bytes, so a thread asks for some at once. Each is given away once, and
/// wiped here then. This process must not fork: the other would give the same ones away.
class RandomBytes {
  public:
    RandomBytes() = default;
    RandomBytes(const RandomBytes &) = delete;
    RandomBytes &operator=(const RandomBytes &) = delete;
    ~RandomBytes() { sodium_memzero(bytes_.data(), bytes_.size()); }

    void take(std::span<std::uint8_t> out) {
        if (out.size() > bytes_.size()) return randombytes_buf(out.data(), out.size());
        if (out.size() > left_) {
            randombytes_buf(bytes_.data(), bytes_.size());
            left_ = bytes_.size();
        }
        const auto from = std::span{bytes_}.subspan(left_ - out.size(), out.size());
        std::ranges::copy(from, out.begin());
        sodium_memzero(from.data(), from.size());
        left_ -= out.size();
    }

  private:
    std::array<std::uint8_t, 512> bytes_{};
    std::size_t left_ = 0; ///< not given away yet
};

inline void random_bytes(std::span<std::uint8_t> out) {
    static thread_local RandomBytes bytes;
    bytes.take(out);
}

} // namespace walletauth::daemon

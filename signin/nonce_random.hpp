// SPDX-License-Identifier: Apache-2.0
// Random bits of nonces. Internal.
#pragma once

#include "fork_mark.hpp"

#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/nonce.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <mutex>
#include <span>

namespace walletauth::signin {

/// Draws for many nonces at once: one system call for each would be a tenth of a challenge. What
/// makes a nonce hard to guess is its MAC; these bits only tell it from others. Any thread.
class NonceRandom {
  public:
    explicit NonceRandom(const Random &random) : random_(random) {}

    /// max_nonce_random at most. A child of fork() draws for each: it must not repeat its parent's.
    [[nodiscard]] std::uint64_t next() {
        Draw draw{};
        if (mark_.is_here()) {
            const std::scoped_lock lock(mutex_);
            if (left_.empty()) {
                random_(all_);
                left_ = all_;
            }
            std::ranges::copy(left_.first(draw.size()), draw.begin());
            left_ = left_.subspan(draw.size());
        } else {
            random_(draw);
        }
        std::uint64_t number = 0;
        for (const auto byte : draw)
            number = number << 8 | byte;
        return number & max_nonce_random;
    }

  private:
    using Draw = std::array<std::uint8_t, 6>;

    const Random &random_;
    ForkMark mark_;
    std::mutex mutex_;
    std::array<std::uint8_t, 64 * sizeof(Draw)> all_{};
    std::span<const std::uint8_t> left_;
};

} // namespace walletauth::signin

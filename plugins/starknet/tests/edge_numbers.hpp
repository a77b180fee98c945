// SPDX-License-Identifier: Apache-2.0
// Numbers to test arithmetic with.
#pragma once

#include "slow_stark.hpp"

#include <cstdint>
#include <random>

namespace slow_stark {

/// 0, 1, p - 1, limb boundaries, and random numbers of every length.
class Numbers {
  public:
    explicit Numbers(std::uint64_t seed = 20261124) : random_(seed) {}
    Int below(const Int &limit) {
        const auto kind = random_() % 8;
        if (kind == 0) return mod(Int{random_() % 4}, limit);
        if (kind == 1) return limit - 1 - random_() % 4;
        if (kind == 2) {
            const Int edge = Int{1} << (random_() % 4 * 64);
            return mod(edge + Int{random_() % 3} - 1, limit);
        }
        Int value = 0;
        for (int i = 0; i < 5; ++i)
            value = (value << 64) | random_();
        return (value >> (random_() % 320)) % limit;
    }

  private:
    std::mt19937_64 random_;
};

} // namespace slow_stark

// SPDX-License-Identifier: Apache-2.0
// What the target `stark` asks of the slow oracle, compiled apart and without sanitizers: a
// multiple of a point costs it hundreds of inversions.
#pragma once

#include "plugins/starknet/tests/slow_stark.hpp"

#include <vector>

namespace walletauth::fuzz::stark_oracle {

using slow_stark::Int;
using slow_stark::MaybePoint;
using slow_stark::Point;

[[nodiscard]] MaybePoint add(const MaybePoint &a, const MaybePoint &b);
[[nodiscard]] MaybePoint multiple_of_generator(const Int &k);
/// As the slow check_cairo1, after its checks of r and s.
[[nodiscard]] bool check_cairo1(const Int &z, const Int &r, const Int &s, const Point &key);
[[nodiscard]] Int pedersen(const Int &a, const Int &b);
[[nodiscard]] Int poseidon(const Int &a);
[[nodiscard]] Int poseidon(const Int &a, const Int &b);
[[nodiscard]] Int poseidon_many(const std::vector<Int> &elements);
/// Euler's criterion; 0 is a square.
[[nodiscard]] bool is_square(const Int &a);

} // namespace walletauth::fuzz::stark_oracle

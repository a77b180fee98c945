// SPDX-License-Identifier: Apache-2.0
// How long a call takes, and the size of a hostile request that takes longest. Benchmarks use it,
// too. Internal.
#pragma once

#include "hostile_requests.hpp"

#include <cstddef>
#include <functional>

namespace walletauth::conformance {

/// Processor time of this thread in microseconds: the least of `times`. What takes long is not
/// repeated so often.
[[nodiscard]] double thread_cost(const std::function<void()> &call, int times = 9);

struct WorstSize {
    double cost = 0;
    std::size_t size = 0;
};

/// Climbs from the shape's limit down, as what is beyond another limit is refused at no cost.
[[nodiscard]] WorstSize worst_size(const Shape &shape,
                                   const std::function<double(std::size_t size)> &cost_of);

} // namespace walletauth::conformance

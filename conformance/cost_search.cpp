// SPDX-License-Identifier: Apache-2.0
#include "cost_search.hpp"

#include <time.h>

#include <algorithm>

namespace walletauth::conformance {
namespace {

double thread_seconds() {
    timespec now{};
    (void)::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

} // namespace

double thread_cost(const std::function<void()> &call, int times) {
    double least = 1e9;
    double spent = 0;
    for (int i = 0; i < times && spent < 0.3; ++i) {
        const auto start = thread_seconds();
        call();
        const auto took = thread_seconds() - start;
        least = std::min(least, took);
        spent += took;
    }
    return least * 1e6;
}

WorstSize worst_size(const Shape &shape, const std::function<double(std::size_t size)> &cost_of) {
    WorstSize worst;
    for (double each = static_cast<double>(shape.limit); each >= 1; each *= 0.75) {
        const auto size = static_cast<std::size_t>(each);
        const auto took = cost_of(size);
        if (took > worst.cost) {
            worst = {took, size};
        } else if (took < worst.cost / 4) {
            break; // past the top
        }
    }
    return worst;
}

} // namespace walletauth::conformance

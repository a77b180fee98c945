// SPDX-License-Identifier: Apache-2.0
// The hostile requests that the conformance tool tries, by the names that benchmarks use.
#pragma once

#include "conformance/cost_search.hpp"
#include "conformance/hostile_requests.hpp"

namespace walletauth::bench {

using conformance::common_shapes;
using conformance::Hostile;
using conformance::Shape;
using conformance::thread_cost;
using conformance::worst_size;

} // namespace walletauth::bench

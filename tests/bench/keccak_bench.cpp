// SPDX-License-Identifier: Apache-2.0
// Keccak-256 for the sizes that addresses, messages and typed data have.
#include "core/support/keccak.hpp"

#include <benchmark/benchmark.h>

#include <vector>

namespace {

void keccak(benchmark::State &state) {
    const std::vector<std::uint8_t> data(static_cast<std::size_t>(state.range(0)), 0x5a);
    for (auto _ : state) {
        auto hash = walletauth::keccak256(data);
        benchmark::DoNotOptimize(hash);
    }
    state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(keccak)->Arg(32)->Arg(64)->Arg(135)->Arg(136)->Arg(1088)->Arg(65536);

} // namespace

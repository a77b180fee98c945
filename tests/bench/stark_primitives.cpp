// SPDX-License-Identifier: Apache-2.0
// The Stark field, its hashes and ECDSA.
#include "stark_sample.hpp"

#include "plugins/starknet/best_multiply.hpp"
#include "plugins/starknet/ecdsa.hpp"
#include "plugins/starknet/hashes.hpp"
#include "plugins/starknet/snip12_hash.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;
using namespace walletauth::bench;

/// Each call waits for the last, as they do in a hash or a curve operation.
template <class Value, class Function>
void chain(benchmark::State &state, Value x, Function function) {
    for (auto _ : state)
        x = function(x);
    benchmark::DoNotOptimize(x);
}

void multiply(benchmark::State &state) {
    with_best_multiply([&]<class Multiply>() {
        chain(state, stark_hash.montgomery(),
              [y = stark_key.montgomery()](const Words &x) { return Multiply::product(x, y); });
    });
}
BENCHMARK(multiply)->Name("Stark field multiplication/walletauth");

void multiply_portable(benchmark::State &state) {
    chain(state, stark_hash, [](const Felt &x) { return x * stark_key; });
}
BENCHMARK(multiply_portable)->Name("Stark field multiplication/walletauth, portable");

void pedersen_two(benchmark::State &state) {
    chain(state, stark_hash, [](const Felt &x) { return pedersen(x, stark_key); });
}
BENCHMARK(pedersen_two)->Name("Pedersen/walletauth");

void poseidon_two(benchmark::State &state) {
    chain(state, stark_hash, [](const Felt &x) { return poseidon(x, stark_key); });
}
BENCHMARK(poseidon_two)->Name("Poseidon of two/walletauth");

void ecdsa(benchmark::State &state) {
    for (auto _ : state) {
        if (!verify_ecdsa(stark_hash, stark_r, stark_s, stark_key, Rule::strict))
            state.SkipWithError("not valid");
    }
}
BENCHMARK(ecdsa)->Name("Stark ECDSA, x-only key/walletauth");

void typed_data(benchmark::State &state) {
    for (auto _ : state) {
        if (!hash_typed_data(stark_document, stark_account, Rule::strict))
            state.SkipWithError("no hash");
    }
}
BENCHMARK(typed_data)->Name("SNIP-12 hash, revision 1/walletauth");

} // namespace

// SPDX-License-Identifier: Apache-2.0
// The Stark field, its hashes and ECDSA.
#include "plugins/starknet/best_multiply.hpp"
#include "plugins/starknet/ecdsa.hpp"
#include "plugins/starknet/hashes.hpp"
#include "plugins/starknet/snip12_hash.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

Felt felt(std::string_view hex) { return Felt::from_hex(hex).value(); }

// starknet.js 10.8.0 signed this document for this account.
const Felt r = felt("0x1d11773f072508d69adf2f98627c51e38fb467d320ce8f87e21cd155bd500f4");
const Felt s = felt("0x598d7315738e381a693822dcea88e39997d2ee8c6dd47b23d81e19293bc6a1e");
const Felt key = felt("0x39d9e6ce352ad4530a0ef5d5a18fd3303c3606a7fa6ac5b620020ad681cc33b");
const Felt hash = felt("0x3fc744e401c5e02cfa390166d467c9c8b531f38b441ae5356f0b7e9942f894");
const Felt account = felt("0x64b48806902a367c8598f4f95c305e8c1a1acba5f082d294a43793113115691");
const std::string document =
    R"({"types":{"StarknetDomain":[{"name":"name","type":"shortstring"},)"
    R"({"name":"version","type":"shortstring"},{"name":"chainId","type":"shortstring"},)"
    R"({"name":"revision","type":"shortstring"}],"Message":[{"name":"a","type":"u128*"}]},)"
    R"("primaryType":"Message","domain":{"name":"Dapp","version":"1","chainId":"SN_MAIN",)"
    R"("revision":"1"},"message":{"a":[]}})";

/// Each call waits for the last, as they do in a hash or a curve operation.
template <class Value, class Function>
void chain(benchmark::State &state, Value x, Function function) {
    for (auto _ : state)
        x = function(x);
    benchmark::DoNotOptimize(x);
}

void multiply(benchmark::State &state) {
    with_best_multiply([&]<class Multiply>() {
        chain(state, hash.montgomery(),
              [y = key.montgomery()](const Words &x) { return Multiply::product(x, y); });
    });
}
BENCHMARK(multiply)->Name("Stark field multiplication/walletauth");

void multiply_portable(benchmark::State &state) {
    chain(state, hash, [](const Felt &x) { return x * key; });
}
BENCHMARK(multiply_portable)->Name("Stark field multiplication/walletauth, portable");

void pedersen_two(benchmark::State &state) {
    chain(state, hash, [](const Felt &x) { return pedersen(x, key); });
}
BENCHMARK(pedersen_two)->Name("Pedersen/walletauth");

void poseidon_two(benchmark::State &state) {
    chain(state, hash, [](const Felt &x) { return poseidon(x, key); });
}
BENCHMARK(poseidon_two)->Name("Poseidon of two/walletauth");

void ecdsa(benchmark::State &state) {
    for (auto _ : state) {
        if (!verify_ecdsa(hash, r, s, key, EcdsaRules::starkware)) state.SkipWithError("not valid");
    }
}
BENCHMARK(ecdsa)->Name("Stark ECDSA, x-only key/walletauth");

void typed_data(benchmark::State &state) {
    for (auto _ : state) {
        if (!hash_typed_data(document, account, Leniency::strict)) state.SkipWithError("no hash");
    }
}
BENCHMARK(typed_data)->Name("SNIP-12 hash, revision 1/walletauth");

} // namespace

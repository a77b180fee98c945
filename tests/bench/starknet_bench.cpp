// SPDX-License-Identifier: Apache-2.0
// The Stark field, its hashes and ECDSA, bare; and one SNIP-12 request of a derived account.
#include "plugins/starknet/address.hpp"
#include "plugins/starknet/ecdsa.hpp"
#include "plugins/starknet/hashes.hpp"
#include "plugins/starknet/snip12_hash.hpp"

#include <walletauth/wire.hpp>

#include <benchmark/benchmark.h>

#include <stdexcept>

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

/// The inputs change from one call to the next, and each waits for the last: latency.
template <class Function>
void chain(benchmark::State &state, Function function) {
    Felt x = hash;
    for (auto _ : state) x = function(x);
    benchmark::DoNotOptimize(x);
}

void multiply(benchmark::State &state) {
    chain(state, [](const Felt &x) { return x * key; });
}
BENCHMARK(multiply)->Name("field multiplication, portable, reduced");

void pedersen_two(benchmark::State &state) {
    chain(state, [](const Felt &x) { return pedersen(x, key); });
}
BENCHMARK(pedersen_two)->Name("pedersen");

void poseidon_two(benchmark::State &state) {
    chain(state, [](const Felt &x) { return poseidon(x, key); });
}
BENCHMARK(poseidon_two)->Name("poseidon of two");

void ecdsa(benchmark::State &state) {
    for (auto _ : state) {
        if (!verify_ecdsa(hash, r, s, key, EcdsaRules::starkware)) state.SkipWithError("not valid");
    }
}
BENCHMARK(ecdsa)->Name("bare verify_ecdsa, x-only key");

void typed_data(benchmark::State &state) {
    for (auto _ : state) {
        if (!hash_typed_data(document, account, Leniency::strict)) state.SkipWithError("no hash");
    }
}
BENCHMARK(typed_data)->Name("hash_typed_data, revision 1, 430 bytes");

} // namespace

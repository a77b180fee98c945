// SPDX-License-Identifier: Apache-2.0
// Every scheme of every chain, layer by layer in one run: bare cryptography, the plugin's table
// linked and loaded, Verifier, the wire format; alone and in arrays of 1000. `each` is the time of
// one verification. Names are SCHEME/LAYER; scripts/bench makes the table of them.
#include "chains.hpp"
#include "sample.hpp"

#include <walletauth/wire.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>

namespace {

using namespace walletauth;
using namespace walletauth::bench;

constexpr std::size_t array_size = 1000;

using Layer = std::function<bool()>; ///< verifies; false stops the benchmark

void run(const std::string &name, std::size_t count, Layer layer) {
    benchmark::RegisterBenchmark(name.c_str(), [count,
                                                layer = std::move(layer)](benchmark::State &state) {
        for (auto _ : state) {
            if (!layer()) state.SkipWithError("not valid");
        }
        state.counters["each"] = benchmark::Counter(static_cast<double>(count),
                                                    benchmark::Counter::kIsIterationInvariantRate |
                                                        benchmark::Counter::kInvert);
    })->Unit(benchmark::kMicrosecond);
}

bool through_plugin(const wa_plugin &plugin, const Sample &sample, std::size_t count) {
    std::vector<wa_verdict> verdicts(count);
    std::vector<const wa_request *> requests(count, &sample.raw);
    std::vector<wa_verdict *> results;
    results.reserve(count);
    for (auto &verdict : verdicts) {
        verdict.struct_size = sizeof verdict;
        results.push_back(&verdict);
    }
    plugin.verify(requests.data(), results.data(), count);
    return std::ranges::all_of(verdicts, [](const auto &it) { return it.magic == WA_VALID_MAGIC; });
}

bool through_verifier(const Sample &sample) {
    const std::vector<Request> requests(array_size, sample.request);
    return std::ranges::all_of(verifier().verify(std::span{requests}),
                               [](const auto &it) { return it.valid(); });
}

void run_layers(const std::string &scheme, const Sample &sample, const wa_plugin &linked) {
    const wa_plugin &loaded = sample.plugin();
    run(scheme + "/linked", 1, [&] { return through_plugin(linked, sample, 1); });
    run(scheme + "/plugin", 1, [&] { return through_plugin(loaded, sample, 1); });
    run(scheme + "/plugin x1000", array_size,
        [&] { return through_plugin(loaded, sample, array_size); });
    run(scheme + "/Verifier", 1, [&] { return verifier().verify(sample.request).valid(); });
    run(scheme + "/Verifier x1000", array_size, [&] { return through_verifier(sample); });
    run(scheme + "/JSON", 1, [&] { return verify_json(verifier(), sample.json).status == WA_OK; });
}

/// Measures one scheme. The sample must live as long as the benchmarks.
void run_scheme(const BenchScheme &scheme, const Sample &sample, const wa_plugin &linked) {
    const std::string name{scheme.name};
    if (scheme.bare != nullptr) {
        run(name + "/bare", 1, [&sample, bare = scheme.bare] { return bare(sample.request); });
    }
    run_layers(name, sample, linked);
}

} // namespace

int main(int argc, char **argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    std::vector<std::unique_ptr<const Sample>> samples;
    for (const auto &chain : chains()) {
        for (const auto *descriptor : chain.schemes()) {
            const auto scheme = bench_scheme(chain, view(descriptor->id));
            auto sample = Sample::of(chain, scheme);
            if (sample == nullptr) {
                std::fprintf(stderr, "schemes_bench: no plain valid vector of %s\n",
                             std::string{scheme.name}.c_str());
                continue;
            }
            run_scheme(scheme, *sample, *chain.plugin);
            samples.push_back(std::move(sample));
        }
    }
    benchmark::RunSpecifiedBenchmarks();
}

// SPDX-License-Identifier: Apache-2.0
// Every scheme, layer by layer in one run: bare cryptography, the plugin's
// table linked and loaded, Verifier, the
// wire format; alone and in arrays of 1000. `each` is the time of one verification. Names are
// SCHEME/LAYER; scripts/bench makes the table of them.
#include "bare.hpp"
#include "sample.hpp"

#include <walletauth/wire.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <deque>
#include <functional>

extern "C" {
const wa_plugin *walletauth_plugin_v0_evm(void) noexcept;
const wa_plugin *walletauth_plugin_v0_kwil(void) noexcept;
const wa_plugin *walletauth_plugin_v0_near(void) noexcept;
const wa_plugin *walletauth_plugin_v0_solana(void) noexcept;
const wa_plugin *walletauth_plugin_v0_starknet(void) noexcept;
}

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

struct Scheme {
    const char *file;
    const char *name;
    bool (*bare)(const Request &);    ///< the same cryptography without walletauth; may be null
    const wa_plugin *(*linked)(void); ///< the plugin in this program
};

constexpr Scheme schemes[]{
    {"evm/eip191.json", "eip191", bare_eip191, walletauth_plugin_v0_evm},
    {"evm/eip712.json", "eip712", bare_recover, walletauth_plugin_v0_evm},
    {"near/nep413.json", "nep413", bare_nep413, walletauth_plugin_v0_near},
    {"solana/solana-message.json", "solana-message", bare_ed25519, walletauth_plugin_v0_solana},
    {"solana/solana-offchain.json", "solana-offchain", bare_ed25519, walletauth_plugin_v0_solana},
    {"kwil/ed25519.json", "ed25519", bare_ed25519, walletauth_plugin_v0_kwil},
    {"starknet/snip12.json", "snip12", nullptr, walletauth_plugin_v0_starknet},
};

} // namespace

int main(int argc, char **argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    std::deque<Sample> samples;
    for (const auto &scheme : schemes) {
        const auto &sample = samples.emplace_back(scheme.file, scheme.name);
        if (scheme.bare != nullptr) {
            run(std::string{scheme.name} + "/bare", 1,
                [&sample, bare = scheme.bare] { return bare(sample.request); });
        }
        run_layers(scheme.name, sample, *scheme.linked());
    }
    benchmark::RunSpecifiedBenchmarks();
}

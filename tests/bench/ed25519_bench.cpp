// SPDX-License-Identifier: Apache-2.0
// One Ed25519 verification of a 200-byte message, layer by layer in one run: bare, through the
// table of a loaded plugin, through Verifier; alone and in arrays of 1000. `each` is the time of
// one.
#include "core/support/base58.hpp"
#include "core/support/ed25519.hpp"
#include "core/support/hex.hpp"

#include <walletauth/verifier.hpp>

#include <benchmark/benchmark.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>

namespace {

using namespace walletauth;

constexpr std::size_t array_size = 1000;
const std::string text(200, 'm');
const std::array<std::uint8_t, 32> nonce{};

const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = PluginSet::from_directory(WALLETAUTH_PLUGINS);
        if (!set) throw std::runtime_error(set.error().message());
        return Verifier{std::make_shared<const PluginSet>(std::move(*set))};
    }();
    return instance;
}

struct Signer {
    std::array<std::uint8_t, 32> key{};
    std::array<std::uint8_t, 64> secret{};
    Signer() {
        const std::array<std::uint8_t, 32> seed{1};
        crypto_sign_seed_keypair(key.data(), secret.data(), seed.data());
    }
    [[nodiscard]] std::array<std::uint8_t, 64> sign(std::span<const std::uint8_t> bytes) const {
        std::array<std::uint8_t, 64> signature{};
        crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), secret.data());
        return signature;
    }
};
const Signer signer;

/// What NEP-413 hashes, written here once more.
std::vector<std::uint8_t> nep413_payload() {
    std::vector<std::uint8_t> bytes{0x9d, 0x01, 0x00, 0x80};
    const auto append_text = [&](std::string_view part) {
        for (int i = 0; i < 4; ++i)
            bytes.push_back(static_cast<std::uint8_t>(part.size() >> (8 * i)));
        bytes.insert(bytes.end(), part.begin(), part.end());
    };
    append_text(text);
    bytes.insert(bytes.end(), nonce.begin(), nonce.end());
    append_text("app");
    bytes.push_back(0);
    return bytes;
}

std::array<std::uint8_t, 32> sha256(std::span<const std::uint8_t> bytes) {
    std::array<std::uint8_t, 32> hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return hash;
}

/// A request in both forms, by values that live as long as the program.
struct Sample {
    std::string chain, scheme, account;
    std::array<std::uint8_t, 64> signature{};
    std::vector<wa_parameter> parameters;

    [[nodiscard]] Request request() const {
        Request it;
        it.chain = chain;
        it.scheme = scheme;
        it.account = account;
        it.message = as_bytes(text);
        it.signature = signature;
        it.parameters = parameters;
        return it;
    }
    [[nodiscard]] wa_request raw() const {
        wa_request it{};
        it.struct_size = sizeof it;
        it.chain = text_of(chain);
        it.scheme = text_of(scheme);
        it.account = text_of(account);
        it.message = bytes_of(as_bytes(text));
        it.signature = bytes_of(signature);
        it.parameters = parameters.data();
        it.parameter_count = parameters.size();
        it.accept = WA_ACCEPT_DERIVED;
        return it;
    }
    [[nodiscard]] const wa_plugin &plugin() const {
        return *verifier().plugins().find_scheme(chain, scheme)->plugin;
    }
};

const Sample &solana_message() {
    static const Sample it{"solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp",
                           "solana-message",
                           encode_base58(signer.key),
                           signer.sign(as_bytes(text)),
                           {}};
    return it;
}

const Sample &nep413() {
    static const Sample it{
        "near:mainnet",
        "nep413",
        encode_hex(signer.key),
        signer.sign(sha256(nep413_payload())),
        {{text_of("nonce"), bytes_of(nonce), WA_PARAMETER_BYTES, 0},
         {text_of("recipient"), bytes_of(as_bytes("app")), WA_PARAMETER_TEXT, 0}}};
    return it;
}

using Layer = std::function<bool()>; ///< verifies; false stops the benchmark

void run(const std::string &name, std::size_t count, Layer layer) {
    benchmark::RegisterBenchmark(name.c_str(),
                                 [count, layer = std::move(layer)](benchmark::State &state) {
                                     for (auto _ : state) {
                                         if (!layer()) state.SkipWithError("not valid");
                                     }
                                     state.counters["each"] = benchmark::Counter(
                                         static_cast<double>(count),
                                         benchmark::Counter::kIsIterationInvariantRate |
                                             benchmark::Counter::kInvert);
                                 })
        ->Unit(benchmark::kMicrosecond)
        // What others do on the machine only adds to a time.
        ->ComputeStatistics("least",
                            [](const auto &times) { return *std::ranges::min_element(times); });
}

bool through_plugin(const Sample &sample, std::size_t count) {
    const wa_request raw = sample.raw();
    std::vector<wa_verdict> verdicts(count);
    std::vector<const wa_request *> requests(count, &raw);
    std::vector<wa_verdict *> results;
    for (auto &verdict : verdicts) {
        verdict.struct_size = sizeof verdict;
        results.push_back(&verdict);
    }
    sample.plugin().verify(requests.data(), results.data(), count);
    return std::ranges::all_of(verdicts, [](const auto &it) { return it.magic == WA_VALID_MAGIC; });
}

void run_layers(const std::string &scheme, const Sample &sample) {
    run(scheme + ", plugin", 1, [&] { return through_plugin(sample, 1); });
    run(scheme + ", plugin, array", array_size, [&] { return through_plugin(sample, array_size); });
    run(scheme + ", Verifier", 1, [&] { return verifier().verify(sample.request()).valid(); });
    run(scheme + ", Verifier, array", array_size,
        [requests = std::vector<Request>(array_size, sample.request())] {
            return std::ranges::all_of(verifier().verify(std::span{requests}),
                                       [](const auto &it) { return it.valid(); });
        });
}

void run_bare() {
    const auto verify = [](const auto &signature, std::span<const std::uint8_t> message) {
        return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                           signer.key.data()) == 0;
    };
    run("bare crypto_sign_verify_detached", 1,
        [=] { return verify(solana_message().signature, as_bytes(text)); });
    run("bare, sha256 of NEP-413's payload before it", 1,
        [=] { return verify(nep413().signature, sha256(nep413_payload())); });
    run("the compat reading", 1, [] {
        return ed25519_verify_compat(solana_message().signature, as_bytes(text), signer.key);
    });
}

} // namespace

int main(int argc, char **argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    run_bare();
    run_layers("solana-message", solana_message());
    run_layers("nep413", nep413());
    benchmark::RunSpecifiedBenchmarks();
}

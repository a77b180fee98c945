// SPDX-License-Identifier: Apache-2.0
// One EIP-191 verification of a 200-byte message, layer by layer, in one run.
#include "core/support/hex.hpp"
#include "core/support/keccak.hpp"

#include <walletauth/wire.hpp>

#include <benchmark/benchmark.h>
#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <array>
#include <stdexcept>

extern "C" const wa_plugin *walletauth_plugin_v0_evm(void) noexcept;

namespace {

using namespace walletauth;

constexpr std::string_view prefix = "\x19" "Ethereum Signed Message:\n200";

/// A signature by the key 1, made here: benchmarks need no vector.
struct Sample {
    std::string message = std::string(200, 'm');
    std::vector<std::uint8_t> signature = std::vector<std::uint8_t>(65);
    std::string account;
    wa_request request{};

    Sample() {
        auto *context = secp256k1_context_create(SECP256K1_CONTEXT_SIGN);
        std::array<std::uint8_t, 32> key{};
        key[31] = 1;
        const auto hash = digest();
        secp256k1_ecdsa_recoverable_signature made;
        if (secp256k1_ecdsa_sign_recoverable(context, &made, hash.data(), key.data(), nullptr, nullptr) != 1) {
            throw std::runtime_error("cannot sign");
        }
        int id = 0;
        secp256k1_ecdsa_recoverable_signature_serialize_compact(context, signature.data(), &id, &made);
        signature[64] = static_cast<std::uint8_t>(27 + id);
        secp256k1_context_destroy(context);
        account = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"; // address of the key 1
        request.struct_size = sizeof request;
        request.scheme = text_of("eip191");
        request.chain = text_of("eip155:1");
        request.account = text_of(account);
        request.message = bytes_of(as_bytes(message));
        request.signature = bytes_of(signature);
        request.accept = WA_ACCEPT_DERIVED;
    }
    [[nodiscard]] Hash256 digest() const {
        Keccak256 hasher;
        hasher.update(as_bytes(prefix));
        hasher.update(as_bytes(message));
        return hasher.finish();
    }
};

const Sample &sample() {
    static const Sample instance;
    return instance;
}

const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = PluginSet::from_directory(WALLETAUTH_PLUGINS);
        if (!set) throw std::runtime_error(set.error().message());
        return Verifier{std::make_shared<const PluginSet>(std::move(*set))};
    }();
    return instance;
}

void bare(benchmark::State &state) {
    for (auto _ : state) {
        const auto hash = sample().digest();
        secp256k1_ecdsa_recoverable_signature signature;
        secp256k1_pubkey key;
        std::array<std::uint8_t, 65> bytes{};
        std::size_t size = bytes.size();
        const auto *raw = sample().signature.data();
        const int parsed = secp256k1_ecdsa_recoverable_signature_parse_compact(
            secp256k1_context_static, &signature, raw, raw[64] - 27);
        const int recovered =
            secp256k1_ecdsa_recover(secp256k1_context_static, &key, &signature, hash.data());
        secp256k1_ec_pubkey_serialize(secp256k1_context_static, bytes.data(), &size, &key,
                                      SECP256K1_EC_UNCOMPRESSED);
        auto address = keccak256(std::span{bytes}.subspan(1));
        benchmark::DoNotOptimize(address);
        if (parsed != 1 || recovered != 1) state.SkipWithError("not recovered");
    }
}
BENCHMARK(bare)->Name("bare recover + keccak");

void call(benchmark::State &state, const wa_plugin &table) {
    for (auto _ : state) {
        wa_verdict verdict{};
        verdict.struct_size = sizeof verdict;
        const wa_request *request = &sample().request;
        wa_verdict *out = &verdict;
        table.verify(&request, &out, 1);
        if (verdict.magic != WA_VALID_MAGIC) state.SkipWithError("not valid");
    }
}
void plugin_static(benchmark::State &state) { call(state, *walletauth_plugin_v0_evm()); }
BENCHMARK(plugin_static)->Name("plugin, linked");
void plugin_loaded(benchmark::State &state) {
    call(state, *verifier().plugins().find_scheme("eip155:1", "eip191")->plugin);
}
BENCHMARK(plugin_loaded)->Name("plugin, loaded");

void through_structs(benchmark::State &state) {
    Request request;
    request.chain = "eip155:1";
    request.scheme = "eip191";
    request.account = sample().account;
    request.message = as_bytes(sample().message);
    request.signature = sample().signature;
    for (auto _ : state) {
        if (!verifier().verify(request).valid()) state.SkipWithError("not valid");
    }
}
BENCHMARK(through_structs)->Name("Verifier, structs");

void through_json(benchmark::State &state) {
    const std::string request = R"({"id":"1","chain":"eip155:1","scheme":"eip191","account":")" +
                                sample().account + R"(","message":{"text":")" + sample().message +
                                R"("},"signature":"0x)" + encode_hex(sample().signature) + R"("})";
    for (auto _ : state) {
        if (verify_json(verifier(), request).status != WA_OK) state.SkipWithError("not valid");
    }
}
BENCHMARK(through_json)->Name("Verifier, JSON");

} // namespace

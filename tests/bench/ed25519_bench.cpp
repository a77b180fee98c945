// SPDX-License-Identifier: Apache-2.0
// One Ed25519 verification of a 200-byte message, bare and through NEAR's and Solana's plugins.
#include "core/support/base58.hpp"
#include "core/support/ed25519.hpp"
#include "core/support/hex.hpp"

#include <walletauth/verifier.hpp>

#include <benchmark/benchmark.h>
#include <sodium.h>

#include <array>
#include <stdexcept>

namespace {

using namespace walletauth;

const std::string text(200, 'm');

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

void bare(benchmark::State &state) {
    const auto signature = signer.sign(as_bytes(text));
    for (auto _ : state) {
        if (crypto_sign_verify_detached(signature.data(), as_bytes(text).data(), text.size(),
                                        signer.key.data()) != 0) {
            state.SkipWithError("not valid");
        }
    }
}
BENCHMARK(bare)->Name("bare crypto_sign_verify_detached");

void compat(benchmark::State &state) {
    const auto signature = signer.sign(as_bytes(text));
    for (auto _ : state) {
        if (!ed25519_verify_compat(signature, as_bytes(text), signer.key)) state.SkipWithError("not valid");
    }
}
BENCHMARK(compat)->Name("the compat reading");

void solana(benchmark::State &state) {
    const auto signature = signer.sign(as_bytes(text));
    const std::string account = encode_base58(signer.key);
    Request request;
    request.chain = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";
    request.scheme = "solana-message";
    request.account = account;
    request.message = as_bytes(text);
    request.signature = signature;
    for (auto _ : state) {
        if (!verifier().verify(request).valid()) state.SkipWithError("not valid");
    }
}
BENCHMARK(solana)->Name("Verifier, solana-message");

/// sha256 of the NEP-413 payload, written here once more.
std::array<std::uint8_t, 32> nep413_hash(std::span<const std::uint8_t> nonce) {
    std::vector<std::uint8_t> bytes{0x9d, 0x01, 0x00, 0x80};
    const auto append_text = [&](std::string_view part) {
        for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<std::uint8_t>(part.size() >> (8 * i)));
        bytes.insert(bytes.end(), part.begin(), part.end());
    };
    append_text(text);
    bytes.insert(bytes.end(), nonce.begin(), nonce.end());
    append_text("app");
    bytes.push_back(0);
    std::array<std::uint8_t, 32> hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return hash;
}

void near(benchmark::State &state) {
    const std::array<std::uint8_t, 32> nonce{};
    const auto signature = signer.sign(nep413_hash(nonce));
    const std::string account = encode_hex(signer.key);
    const std::array parameters{
        wa_parameter{text_of("nonce"), bytes_of(nonce), WA_PARAMETER_BYTES, 0},
        wa_parameter{text_of("recipient"), bytes_of(as_bytes("app")), WA_PARAMETER_TEXT, 0}};
    Request request;
    request.chain = "near:mainnet";
    request.scheme = "nep413";
    request.account = account;
    request.public_key = signer.key;
    request.message = as_bytes(text);
    request.signature = signature;
    request.parameters = parameters;
    for (auto _ : state) {
        const auto verdict = verifier().verify(request);
        if (!verdict.valid()) state.SkipWithError(verdict.detail.c_str());
    }
}
BENCHMARK(near)->Name("Verifier, nep413");

} // namespace

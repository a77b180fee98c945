// SPDX-License-Identifier: Apache-2.0
// Keccak-256 and Ed25519, beside the C libraries that do the same. Names are OPERATION/WHO;
// scripts/bench makes the table of them.
#include <walletauth/curve/ed25519.hpp>
#include <walletauth/hash/keccak.hpp>

#include <benchmark/benchmark.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace walletauth;

void keccak(benchmark::State &state) {
    const std::vector<std::uint8_t> data(static_cast<std::size_t>(state.range(0)), 0x5a);
    for (auto _ : state) {
        auto hash = keccak256(data);
        benchmark::DoNotOptimize(hash);
    }
}
BENCHMARK(keccak)->Name("Keccak-256/walletauth, bytes")->Arg(100)->Arg(1088)->Arg(65536);

/// The same permutation and block size; only the padding differs.
void sha3(benchmark::State &state) {
    const std::vector<std::uint8_t> data(static_cast<std::size_t>(state.range(0)), 0x5a);
    const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm{
        EVP_MD_fetch(nullptr, "SHA3-256", nullptr), EVP_MD_free};
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free};
    std::array<unsigned char, 32> hash{};
    for (auto _ : state) {
        if (EVP_DigestInit_ex2(context.get(), algorithm.get(), nullptr) != 1 ||
            EVP_DigestUpdate(context.get(), data.data(), data.size()) != 1 ||
            EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) != 1) {
            state.SkipWithError("no digest");
        }
        benchmark::DoNotOptimize(hash);
    }
}
BENCHMARK(sha3)->Name("Keccak-256/OpenSSL SHA3-256, bytes")->Arg(100)->Arg(1088)->Arg(65536);

struct Signed {
    std::string text = std::string(200, 'm');
    std::array<std::uint8_t, 32> key{};
    std::array<std::uint8_t, 64> signature{};
    Signed() {
        std::array<std::uint8_t, 64> secret{};
        const std::array<std::uint8_t, 32> seed{1};
        crypto_sign_seed_keypair(key.data(), secret.data(), seed.data());
        crypto_sign_detached(signature.data(), nullptr, bytes().data(), text.size(), secret.data());
    }
    [[nodiscard]] std::span<const std::uint8_t> bytes() const {
        return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
    }
};
const Signed it;

void ed25519(benchmark::State &state) {
    for (auto _ : state) {
        if (!ed25519_verify(it.signature, it.bytes(), it.key, Rule::strict))
            state.SkipWithError("bad");
    }
}
BENCHMARK(ed25519)->Name("Ed25519/walletauth, strict");

void ed25519_compat(benchmark::State &state) {
    for (auto _ : state) {
        if (!ed25519_verify(it.signature, it.bytes(), it.key, Rule::compat))
            state.SkipWithError("bad");
    }
}
BENCHMARK(ed25519_compat)->Name("Ed25519/walletauth, compat");

void ed25519_sodium(benchmark::State &state) {
    for (auto _ : state) {
        if (crypto_sign_verify_detached(it.signature.data(), it.bytes().data(), it.text.size(),
                                        it.key.data()) != 0) {
            state.SkipWithError("bad");
        }
    }
}
BENCHMARK(ed25519_sodium)->Name("Ed25519/libsodium");

void ed25519_openssl(benchmark::State &state) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, it.key.data(), it.key.size()),
        EVP_PKEY_free};
    for (auto _ : state) {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                              EVP_MD_CTX_free};
        if (EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
            EVP_DigestVerify(context.get(), it.signature.data(), it.signature.size(),
                             it.bytes().data(), it.text.size()) != 1) {
            state.SkipWithError("bad");
        }
    }
}
BENCHMARK(ed25519_openssl)->Name("Ed25519/OpenSSL");

} // namespace

// SPDX-License-Identifier: Apache-2.0
// count_instructions OPERATION TIMES: does one thing many times, for valgrind to count
// instructions.
#include "stark_sample.hpp"

#include "plugins/starknet/ecdsa.hpp"
#include "plugins/starknet/hashes.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/hash/keccak.hpp>

#include <sodium.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;
using namespace walletauth::bench;

std::map<std::string, std::function<bool()>> operations() {
    static Felt state = stark_hash;
    static std::array<std::uint8_t, 100> bytes{};
    static std::array<std::uint8_t, 32> ed25519_key{};
    static std::array<std::uint8_t, 64> signature{};
    std::array<std::uint8_t, 64> secret{};
    const std::array<std::uint8_t, 32> seed{1};
    crypto_sign_seed_keypair(ed25519_key.data(), secret.data(), seed.data());
    crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), secret.data());
    return {
        {"Stark ECDSA, x-only key",
         [] {
             return verify_ecdsa(stark_hash, stark_r, stark_s, stark_key, Rule::strict).has_value();
         }},
        {"Pedersen", [] { return !(state = pedersen(state, stark_key)).is_zero(); }},
        {"Poseidon of two", [] { return !(state = poseidon(state, stark_key)).is_zero(); }},
        {"Keccak-256, 100 bytes",
         [] {
             bytes[0] ^= keccak256(bytes)[0];
             return true;
         }},
        {"Ed25519", [] { return ed25519_verify(signature, bytes, ed25519_key, Rule::strict); }},
    };
}

} // namespace

int main(int count, char **arguments) {
    const auto known = operations();
    if (count != 3 || !known.contains(arguments[1])) {
        for (const auto &[name, function] : known)
            std::puts(name.c_str());
        return count == 1 ? 0 : 2;
    }
    const auto &operation = known.at(arguments[1]);
    for (long i = std::atol(arguments[2]); i > 0; --i) {
        if (!operation()) return 1;
    }
}

// SPDX-License-Identifier: Apache-2.0
// count_instructions OPERATION TIMES: does one thing many times, for valgrind to count
// instructions.
#include "plugins/starknet/ecdsa.hpp"
#include "plugins/starknet/hashes.hpp"

#include "core/support/ed25519.hpp"
#include "core/support/keccak.hpp"

#include <sodium.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

Felt felt(std::string_view hex) { return Felt::from_hex(hex).value(); }

std::map<std::string, std::function<bool()>> operations() {
    static Felt state = felt("0x3fc744e401c5e02cfa390166d467c9c8b531f38b441ae5356f0b7e9942f894");
    static const Felt hash = state;
    static const Felt r = felt("0x1d11773f072508d69adf2f98627c51e38fb467d320ce8f87e21cd155bd500f4");
    static const Felt s = felt("0x598d7315738e381a693822dcea88e39997d2ee8c6dd47b23d81e19293bc6a1e");
    static const Felt key =
        felt("0x39d9e6ce352ad4530a0ef5d5a18fd3303c3606a7fa6ac5b620020ad681cc33b");
    static std::array<std::uint8_t, 100> bytes{};
    static std::array<std::uint8_t, 32> ed25519_key{};
    static std::array<std::uint8_t, 64> signature{};
    std::array<std::uint8_t, 64> secret{};
    const std::array<std::uint8_t, 32> seed{1};
    crypto_sign_seed_keypair(ed25519_key.data(), secret.data(), seed.data());
    crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), secret.data());
    return {
        {"Stark ECDSA, x-only key",
         [] { return verify_ecdsa(hash, r, s, key, EcdsaRules::starkware).has_value(); }},
        {"Pedersen", [] { return !(state = pedersen(state, key)).is_zero(); }},
        {"Poseidon of two", [] { return !(state = poseidon(state, key)).is_zero(); }},
        {"Keccak-256, 100 bytes",
         [] {
             bytes[0] ^= keccak256(bytes)[0];
             return true;
         }},
        {"Ed25519", [] { return ed25519_verify_strict(signature, bytes, ed25519_key); }},
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

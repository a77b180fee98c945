// SPDX-License-Identifier: Apache-2.0
#include <walletauth/curve/secp256k1_known_answers.hpp>

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/text/hex.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace walletauth {
namespace {

struct Published {
    std::array<std::uint8_t, 32> digest{};
    std::array<std::uint8_t, 64> signature{};
    std::optional<Secp256k1Key> key;
};

Published published() {
    Published made;
    const auto digest =
        decode_hex("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    const auto signature =
        decode_hex("2bd8075039bb40e6e8d53547510ec4f440661f1cbde883e73235cbf6f1d569b9"
                   "771cf1b12c27c73b6e9247a64ab16ea0fdd4b3c58666d58da2032238e94726af");
    const auto point =
        decode_hex("0409e80a4712a5799bf71ffa8c62c4244f22bed39658378eb86fa39a872b4f67d3"
                   "978c0a941b27c7c359d634b53834c278e03e8f52cbe3011f92051e906dccf4cb");
    if (!digest || !signature || !point) return made;
    std::ranges::copy(*digest, made.digest.begin());
    std::ranges::copy(*signature, made.signature.begin());
    if (const auto key = Secp256k1Key::parse(*point, Rule::strict)) made.key = *key;
    return made;
}

} // namespace

bool secp256k1_verifies_as_known() {
    const auto known = published();
    if (!known.key) return false;
    auto other = known.digest;
    other[0] ^= 1;
    const Secp256k1Signature signature{known.signature};
    return secp256k1_verify(signature, Secp256k1Digest{known.digest}, *known.key, Rule::strict) &&
           !secp256k1_verify(signature, Secp256k1Digest{other}, *known.key, Rule::strict);
}

bool secp256k1_recovers_as_known() {
    const auto known = published();
    if (!known.key) return false;
    const auto key = Secp256k1Key::recover(Secp256k1Signature{known.signature},
                                           Secp256k1Digest{known.digest}, 0, Rule::strict);
    return key && *key == *known.key;
}

} // namespace walletauth

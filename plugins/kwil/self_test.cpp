// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/request/known_answers.hpp>
#include <walletauth/text/hex.hpp>

#include <array>

namespace walletauth::kwil {
namespace {

// RFC 8032, section 7.1, test 1.
bool verifies_rfc_8032() {
    const auto key = decode_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const auto signature = decode_hex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
        "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    return key && signature &&
           ed25519_verify(Ed25519Signature{*signature}, {}, Ed25519Key{*key}, Rule::strict) &&
           ed25519_verify(Ed25519Signature{*signature}, {}, Ed25519Key{*key}, Rule::compat);
}

// With the identity as the key, R and S = 0 sign everything: strict must refuse what Go accepts.
bool tells_small_order() {
    constexpr std::array<std::uint8_t, 32> identity{1};
    constexpr std::array<std::uint8_t, 64> forged{1};
    return !ed25519_verify(forged, identity, identity, Rule::strict) &&
           ed25519_verify(forged, identity, identity, Rule::compat);
}

// ethers 6.17.0 over the Keccak-256 digest of no bytes: tests/tables/secp256k1-digests.json, first
// row.
bool takes_secp256k1() {
    const auto digest =
        decode_hex("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    const auto signature =
        decode_hex("2bd8075039bb40e6e8d53547510ec4f440661f1cbde883e73235cbf6f1d569b9"
                   "771cf1b12c27c73b6e9247a64ab16ea0fdd4b3c58666d58da2032238e94726af");
    const auto point =
        decode_hex("0409e80a4712a5799bf71ffa8c62c4244f22bed39658378eb86fa39a872b4f67d3"
                   "978c0a941b27c7c359d634b53834c278e03e8f52cbe3011f92051e906dccf4cb");
    if (!digest || !signature || !point) return false;
    const Secp256k1Digest hash{*digest};
    const Secp256k1Signature both{*signature};
    const auto key = Secp256k1Key::parse(*point, Rule::strict);
    auto other = *digest;
    other[0] ^= 1;
    return key && secp256k1_verify(both, hash, *key, Rule::strict) &&
           !secp256k1_verify(both, Secp256k1Digest{other}, *key, Rule::strict);
}

constexpr KnownFact facts[]{{"RFC 8032", &verifies_rfc_8032},
                            {"small order", &tells_small_order},
                            {"secp256k1", &takes_secp256k1}};

} // namespace

Result<void> self_test() { return check_known_answers(facts); }

} // namespace walletauth::kwil

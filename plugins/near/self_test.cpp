// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "key.hpp"
#include "payload.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/request/known_answers.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

namespace walletauth::near {
namespace {

// near-api-js, test/unit/signers/key_pair_signer.test.ts: "Hello NEAR!" with a callback URL.
std::array<std::uint8_t, 32> published_hash() {
    std::array<std::uint8_t, 32> nonce{};
    if (!decode_base64_into("KNV0cOpvJ50D5vfF9pqWom8wo2sliQ4W+Wa7uZ3Uk6Y=", nonce)) return {};
    return payload_hash({"Hello NEAR!", nonce, "example.near", "http://localhost:3000"});
}

bool verifies_published() {
    const auto key = parse_key("ed25519:2RM3EotCzEiVobm6aMjaup43k8cFffR4KHFtrqbZ79Qy");
    const auto signature =
        decode_base64("zzZQ/GwAjrZVrTIFlvmmQbDQHllfzrr8urVWHaRt5cPfcXaCSZo35c5LDpPpTKivR6"
                      "BxLyb3lcPM0FfCW5lcBQ==");
    return key && signature &&
           verify_signature(*key, *signature, published_hash(), Rule::strict).has_value();
}

// Versions of Ed25519 differ over keys of small order: with the identity as key and R, S = 0 signs
// all.
constexpr std::array<std::uint8_t, 32> identity{1};
constexpr std::array<std::uint8_t, 64> signature_of_all{1};

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
    const auto recovered = Secp256k1Key::recover(both, hash, 0, Rule::strict);
    return key && secp256k1_verify(both, hash, *key, Rule::strict) &&
           !secp256k1_verify(both, Secp256k1Digest{other}, *key, Rule::strict) && recovered &&
           *recovered == *key;
}

constexpr KnownFact facts[]{
    {"NEP-413 hash",
     [] {
         return encode_hex(published_hash()) ==
                "ca89aebc4b822cb0618aa785dca563acee228e2631cff9adb7ce44989c5e8874";
     }},
    {"ed25519", &verifies_published},
    {"secp256k1", &takes_secp256k1},
    {"small order, strict",
     [] { return !ed25519_verify(signature_of_all, identity, identity, Rule::strict); }},
    {"small order, compat",
     [] { return ed25519_verify(signature_of_all, identity, identity, Rule::compat); }},
};

} // namespace

Result<void> self_test() { return check_known_answers(facts); }

} // namespace walletauth::near

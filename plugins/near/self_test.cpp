// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "key.hpp"
#include "payload.hpp"

#include <walletauth/curve/ed25519_known_answers.hpp>
#include <walletauth/curve/secp256k1_known_answers.hpp>
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

constexpr KnownFact facts[]{
    {"NEP-413 hash",
     [] {
         return encode_hex(published_hash()) ==
                "ca89aebc4b822cb0618aa785dca563acee228e2631cff9adb7ce44989c5e8874";
     }},
    {"ed25519", &verifies_published},
    {"secp256k1", &secp256k1_verifies_as_known},
    {"secp256k1 keys", &secp256k1_reads_keys_as_known},
    {"secp256k1 recovery", &secp256k1_recovers_as_known},
    {"RFC 8032", &ed25519_verifies_as_known},
    {"small order", &ed25519_tells_small_order},
};

} // namespace

Result<void> self_test() { return check_known_answers(facts); }

} // namespace walletauth::near

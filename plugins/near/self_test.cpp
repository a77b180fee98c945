// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "key.hpp"
#include "payload.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

namespace walletauth::near {
namespace {

Result<void> expect(bool holds, std::string_view what) {
    if (holds) return {};
    return refuse(WA_ERROR_INTERNAL, "self-test failed: ", what);
}

// near-api-js, test/unit/signers/key_pair_signer.test.ts: "Hello NEAR!" with a callback URL.
Result<void> test_nep413() {
    const auto key = parse_key("ed25519:2RM3EotCzEiVobm6aMjaup43k8cFffR4KHFtrqbZ79Qy");
    const auto nonce = decode_base64("KNV0cOpvJ50D5vfF9pqWom8wo2sliQ4W+Wa7uZ3Uk6Y=");
    const auto signature =
        decode_base64("zzZQ/GwAjrZVrTIFlvmmQbDQHllfzrr8urVWHaRt5cPfcXaCSZo35c5LDpPpTKivR6"
                      "BxLyb3lcPM0FfCW5lcBQ==");
    if (!key || !nonce || nonce->size() != 32 || !signature) return expect(false, "texts");
    const Payload payload{"Hello NEAR!", std::span{*nonce}.first<32>(), "example.near",
                          "http://localhost:3000"};
    const auto hash = payload_hash(payload);
    if (auto good = expect(encode_hex(hash) ==
                               "ca89aebc4b822cb0618aa785dca563acee228e2631cff9adb7ce44989c5e8874",
                           "NEP-413 hash");
        !good) {
        return good;
    }
    return expect(verify_signature(*key, *signature, hash, Rule::strict).has_value(), "ed25519");
}

// Versions of Ed25519 differ over keys of small order: with the identity as key and R, S = 0 signs
// all.
Result<void> test_small_order() {
    std::array<std::uint8_t, 32> identity{1};
    std::array<std::uint8_t, 64> signature{1};
    if (auto good = expect(!ed25519_verify(signature, identity, identity, Rule::strict),
                           "small order, strict");
        !good) {
        return good;
    }
    return expect(ed25519_verify(signature, identity, identity, Rule::compat),
                  "small order, compat");
}

} // namespace

Result<void> self_test() {
    if (auto good = test_nep413(); !good) return good;
    return test_small_order();
}

} // namespace walletauth::near

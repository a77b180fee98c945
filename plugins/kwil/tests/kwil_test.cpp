// SPDX-License-Identifier: Apache-2.0
// kwil-db's own authenticators. Signatures by OpenSSL (Ed25519, secret 02 x 32) and
// @noble/curves 1.9.1 (secp256k1, secret 01 x 32); what kwil-db accepts: its core/crypto and
// extensions/auth.
#include "tests/support/scripted_node.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/verifier.hpp>

#include <gtest/gtest.h>

extern "C" const wa_plugin *walletauth_plugin_v0_kwil(void) noexcept;

namespace {

using namespace walletauth;

const std::string ed25519_key = "8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394";
const std::string over_kwil =
    "a0b87f978032d726be296e78b271a27b3b7bba8fa9a1d726dd5257d9cca7825b2cc4bdeabbf46a6268efb63c0f"
    "2cf8b1a5531ecf788d0c205811976a3d59190f";
const std::string over_32_bytes =
    "cb3fb5258d7d3ecb97e6637152687cd0e1b386fc95b8d6934c26436c475779fbe751e65090379c9c2399566596"
    "f30adb5b4fcc7dc6e5fbf33a19b634b64c6d0a";
const std::string over_sha256 =
    "b5e518fcc89774ff0a2368a9607c62238d3c902a641ea82bc209d8879f56a3d4d1535bba3e389cc81c258ab38b"
    "75ddd9f90b9e6c16bd1410d8803d97c5831002";
const std::string secp256k1_key =
    "031b84c5567b126440995d3ed5aaba0565d71e1834604819ff9c17f5e9d5dd078f";
const std::string secp256k1_uncompressed =
    "041b84c5567b126440995d3ed5aaba0565d71e1834604819ff9c17f5e9d5dd078f70beaf8f588b541507fed6a6"
    "42c5ab42dfdf8120a7f639de5122d47a69a8e8d1";
const std::string rs =
    "6df443a5d6458ec0de7947698b2fb0ad63d8c2d3c70ca2997f0ba4be75e9e39b2fb9e30631856bc17c61fef78f"
    "0232ecda2f7b242e841cb9754420fb224a5d3b";
const std::string high_s = "d0461cf9ce7a943e839e010870fdcd11e07f61c280c483824a8e3d91adebe406";

const Verifier &verifier() {
    static const Verifier instance = plugin_test::verifier_of(&walletauth_plugin_v0_kwil);
    return instance;
}

struct Ask {
    std::string scheme;
    std::string key;
    std::string signature;
    std::string message = "kwil";
    std::string account = {};
    std::uint32_t flags = 0;
    std::string message_kind = {};
};

Verdict ask(const Ask &what) {
    const auto key = *decode_hex(what.key);
    const auto signature = *decode_hex(what.signature);
    Request request;
    request.chain = "kwil:idos";
    request.scheme = what.scheme;
    request.account = what.account;
    request.public_key = key;
    request.message = as_bytes(what.message);
    request.signature = signature;
    const wa_parameter kind{text_of("message_kind"), bytes_of(as_bytes(what.message_kind)),
                            WA_PARAMETER_TEXT, 0};
    Service service;
    service.flags = what.flags;
    if (!what.message_kind.empty()) service.parameters = {&kind, 1};
    return verifier().verify(request, service);
}
std::uint32_t status(const Ask &what) { return ask(what).status; }

TEST(Kwil, Ed25519IdentityIsTheKeyInHex) {
    const auto verdict = ask({"ed25519", ed25519_key, over_kwil});
    EXPECT_EQ(verdict.status, WA_OK) << verdict.detail;
    EXPECT_EQ(verdict.address, ed25519_key);
    EXPECT_EQ(ask({"ed25519", "", over_kwil, "kwil", ed25519_key}).status, WA_OK);
    EXPECT_EQ(verifier().plugins().derive_account("kwil:idos", "ed25519", *decode_hex(ed25519_key)),
              ed25519_key);
}

TEST(Kwil, AnotherIdentityIsRejected) {
    EXPECT_EQ(status({"ed25519", ed25519_key, over_kwil, "kwil", std::string(64, 'a')}),
              WA_REJECTED_SIGNER);
    EXPECT_EQ(status({"ed25519", ed25519_key, over_kwil, "kwip"}), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status({"ed25519", ed25519_key, over_kwil, "kwil", "alice"}), WA_MALFORMED_ACCOUNT);
    EXPECT_EQ(status({"ed25519", "", over_kwil, "kwil", ""}), WA_MALFORMED_ACCOUNT);
}

TEST(Kwil, Lengths) {
    EXPECT_EQ(status({"ed25519", ed25519_key + "00", over_kwil}), WA_MALFORMED_PUBLIC_KEY);
    EXPECT_EQ(status({"ed25519", ed25519_key.substr(2), over_kwil}), WA_MALFORMED_PUBLIC_KEY);
    EXPECT_EQ(status({"ed25519", ed25519_key, over_kwil + "00"}), WA_MALFORMED_SIGNATURE);
    EXPECT_EQ(status({"ed25519", ed25519_key, over_kwil.substr(2)}), WA_MALFORMED_SIGNATURE);
    EXPECT_EQ(status({"secp256k1", secp256k1_key, rs}), WA_MALFORMED_SIGNATURE);
    EXPECT_EQ(status({"secp256k1", secp256k1_key, rs + "0000"}), WA_MALFORMED_SIGNATURE);
}

// Who is asked to sign "a challenge" of 32 bytes by a key that is also a NEAR key may sign a
// transaction.
TEST(Kwil, ThirtyTwoBytesMayBeAHashOfSomethingElse) {
    const std::string message(32, '\7');
    EXPECT_EQ(status({"ed25519", ed25519_key, over_32_bytes, message}), WA_REJECTED_POLICY);
    EXPECT_EQ(status({"ed25519", ed25519_key, over_32_bytes, message, "", WA_REQUEST_COMPAT}),
              WA_OK);
    EXPECT_EQ(status({"ed25519", ed25519_key, over_32_bytes, message, "", 0, "bytes"}), WA_OK);
    EXPECT_EQ(status({"ed25519", ed25519_key, over_32_bytes, message, "", 0, "text"}),
              WA_REJECTED_POLICY);
    EXPECT_EQ(status({"ed25519", ed25519_key, over_32_bytes, message, "", 0, "both"}),
              WA_MALFORMED_PARAMS);
    EXPECT_EQ(status({"ed25519", ed25519_key, "00", message}), WA_MALFORMED_SIGNATURE);
}

// near-api-js's published NEP-413 signature (test/unit/signers/key_pair_signer.test.ts), whose
// Borsh bytes are offered as kwil's message: sha256 and key are the same, so only the policy tells
// them apart.
TEST(Kwil, WhatNearSignsIsNoMessageOfEd25519Nr) {
    const std::string key = "151848b75252e8406857a3bffa3cb4bf0451e62bb1774f20906329f0614d5a3e";
    const std::string signature =
        "cf3650fc6c008eb655ad320596f9a641b0d01e595fcebafcbab5561da46de5c3df717682499a37e5ce4b0e93e9"
        "4ca8af47a0712f26f795c3ccd057c25b995c05";
    const auto bytes = *decode_hex("9d0100800b00000048656c6c6f204e4541522128d57470ea6f279d03e6f7c5f"
                                   "69a96a26f30a36b25890e16f966bb"
                                   "b99dd493a60c0000006578616d706c652e6e6561720115000000687474703a2"
                                   "f2f6c6f63616c686f73743a33303030");
    const std::string payload{bytes.begin(), bytes.end()};
    EXPECT_EQ(status({"ed25519_nr", key, signature, payload}), WA_REJECTED_POLICY);
    EXPECT_EQ(status({"ed25519_nr", key, signature, payload, "", WA_REQUEST_COMPAT}), WA_OK);
    // The refusal depends on the message alone, but what is malformed stays so.
    EXPECT_EQ(status({"ed25519_nr", key, over_kwil, payload}), WA_REJECTED_POLICY);
    EXPECT_EQ(status({"ed25519_nr", key, "00", payload}), WA_MALFORMED_SIGNATURE);
    EXPECT_EQ(status({"secp256k1", secp256k1_key, rs + "00", payload}), WA_REJECTED_POLICY);
    EXPECT_EQ(status({"secp256k1", secp256k1_key, rs + "00", payload, "", WA_REQUEST_COMPAT}),
              WA_REJECTED_SIGNATURE);
}

// kwil-db's serialization "direct" hands out a sha256: nodes say so, or ask for compat.
TEST(Kwil, DigestsAreMessagesWhereBytesAreAllowed) {
    const std::string digest(32, '\0');
    for (const auto &what : {Ask{"ed25519_nr", ed25519_key, over_kwil, digest},
                             Ask{"secp256k1", secp256k1_key, rs + "00", digest}}) {
        EXPECT_EQ(status(what), WA_REJECTED_POLICY);
        auto allowed = what;
        allowed.message_kind = "bytes";
        EXPECT_EQ(status(allowed), WA_REJECTED_SIGNATURE);
        auto compat = what;
        compat.flags = WA_REQUEST_COMPAT;
        EXPECT_EQ(status(compat), WA_REJECTED_SIGNATURE);
    }
}

// What is malformed is answered in the order of the statuses, whatever kwil-db would accept.
TEST(Kwil, MessageKindComesBetweenKeyAndSignature) {
    const auto hybrid = "07" + secp256k1_uncompressed.substr(2);
    EXPECT_EQ(status({"secp256k1", hybrid, rs + "00", "kwil", "", 0, "x"}),
              WA_MALFORMED_PUBLIC_KEY);
    EXPECT_EQ(status({"secp256k1", secp256k1_key, rs, "kwil", "", 0, "x"}), WA_MALFORMED_PARAMS);
    EXPECT_EQ(status({"secp256k1", secp256k1_key, rs + "00", "kwil", "", WA_REQUEST_COMPAT, "x"}),
              WA_MALFORMED_PARAMS);
}

std::string told(std::string_view scheme, std::string_view signature) {
    const auto parsed = verifier().plugins().parse_signature("kwil:idos", scheme, signature);
    return parsed ? "" : std::string{parsed.error().detail.view()};
}

TEST(Kwil, SignatureTextsAreToldWhatIsWrong) {
    const auto base64 = encode_base64(*decode_hex(over_kwil));
    auto blank = base64;
    const auto plus = base64.find('+');
    ASSERT_NE(plus, std::string::npos);
    blank[plus] = ' ';
    EXPECT_EQ(told("ed25519", blank),
              "signature has a blank at " + std::to_string(plus) + ", where base64 has \"+\"");
    EXPECT_EQ(told("ed25519", base64 + "\n"), "signature has a line feed at 88");
    EXPECT_EQ(told("ed25519", "0x" + over_kwil.substr(2)),
              "signature begins with 0x: hex is written without it here");
    EXPECT_EQ(told("ed25519", over_kwil + "00"),
              "signature has 65 bytes as hex, expected 64: 65 are of secp256k1");
    EXPECT_EQ(told("secp256k1", over_kwil),
              "signature has 64 bytes as hex, expected 65: 64 are of ed25519 or ed25519_nr");
    EXPECT_EQ(told("secp256k1", ""), "signature is empty");
}

// The host's limit hid what these texts are.
TEST(Kwil, LongTextsAreToldWhatTheyAre) {
    std::string array = "[";
    for (int i = 0; i < 65; ++i)
        array += i == 0 ? "255" : ", 255";
    array += ']';
    EXPECT_EQ(told("ed25519", array), "signature is a JSON array, expected hex or base64");
    EXPECT_EQ(told("secp256k1", array), "signature is a JSON array, expected hex or base64");
    EXPECT_EQ(told("ed25519", "0x0x" + over_kwil),
              "signature begins with 0x: hex is written without it here");
    EXPECT_EQ(told("ed25519", over_kwil + over_kwil),
              "signature has 128 bytes as hex, expected 64");
    EXPECT_EQ(told("ed25519", encode_base58(*decode_hex(over_kwil))),
              "signature is base58, expected hex or base64");
    EXPECT_EQ(told("ed25519", over_kwil.substr(1)),
              "signature of 127 characters is no hex (128) or base64 (88) of 64 bytes");
    EXPECT_EQ(told("ed25519", over_kwil.substr(0, 60) + ' ' + over_kwil.substr(60)),
              "signature has a blank at 60");
    EXPECT_EQ(told("ed25519", std::string(331, 'a')),
              "signature text has 331 bytes, the limit is 330");
}

TEST(Kwil, KeysAndAccountsAreToldWhatIsWrong) {
    const auto key = [](std::string_view scheme, std::string_view text) {
        const auto parsed = verifier().plugins().parse_public_key("kwil:idos", scheme, text);
        return parsed ? "" : std::string{parsed.error().detail.view()};
    };
    const auto bytes = *decode_hex(ed25519_key);
    EXPECT_EQ(key("ed25519", "0x" + ed25519_key),
              "public key begins with 0x: hex is written without it here");
    EXPECT_EQ(key("ed25519", encode_base58(bytes)), "public key is base58, expected hex");
    EXPECT_EQ(key("ed25519", encode_base64(bytes)), "public key is base64, expected hex");
    EXPECT_EQ(key("secp256k1", "0x" + secp256k1_uncompressed),
              "public key begins with 0x: hex is written without it here");
    EXPECT_EQ(key("secp256k1", ed25519_key), "public key has 64 hex digits, expected 66 or 130");
    const auto account = [](std::string_view text) {
        const auto normal = verifier().plugins().normalize_account("kwil:idos", text);
        return normal ? "" : std::string{normal.error().detail.view()};
    };
    EXPECT_EQ(account("0x" + secp256k1_key),
              "account begins with 0x: expected 64 or 66 hex digits");
    const std::string expected = ", expected 64 hex digits (ed25519) or 66 from 02 or 03 "
                                 "(secp256k1)";
    EXPECT_EQ(account("alice "), "account is \"alice \"" + expected);
    EXPECT_EQ(account(std::string(65, 'a')),
              "account is \"" + std::string(33, 'a') + "...\"" + expected);
}

TEST(Kwil, Ed25519NrSignsTheHash) {
    EXPECT_EQ(status({"ed25519_nr", ed25519_key, over_sha256}), WA_OK);
    EXPECT_EQ(status({"ed25519_nr", ed25519_key, over_kwil}), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status({"ed25519", ed25519_key, over_sha256}), WA_REJECTED_SIGNATURE);
}

// The identity point as key signs everything where small order passes (Go's crypto/ed25519).
TEST(Kwil, KeysOfSmallOrderNeedCompat) {
    const std::string identity = "01" + std::string(62, '0');
    const std::string forged = identity + std::string(64, '0');
    for (const auto *scheme : {"ed25519", "ed25519_nr"}) {
        EXPECT_EQ(status({scheme, identity, forged}), WA_REJECTED_SIGNATURE);
        EXPECT_EQ(status({scheme, identity, forged, "any", "", WA_REQUEST_COMPAT}), WA_OK);
    }
}

TEST(Kwil, Secp256k1IgnoresVAndTakesHighSUnderCompat) {
    for (const auto *v : {"00", "01", "1b", "ff"}) {
        const auto verdict = ask({"secp256k1", secp256k1_key, rs + v});
        EXPECT_EQ(verdict.status, WA_OK) << v << ' ' << verdict.detail;
        EXPECT_EQ(verdict.address, secp256k1_key);
    }
    EXPECT_EQ(ask({"secp256k1", secp256k1_uncompressed, rs + "00"}).address, secp256k1_key);
    const auto high = rs.substr(0, 64) + high_s + "00";
    EXPECT_EQ(status({"secp256k1", secp256k1_key, high}), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status({"secp256k1", secp256k1_key, high, "kwil", "", WA_REQUEST_COMPAT}), WA_OK);
}

// decred's ParsePubKey takes 06 and 07 where they tell y's parity.
TEST(Kwil, HybridKeysNeedCompat) {
    const auto hybrid = "07" + secp256k1_uncompressed.substr(2);
    EXPECT_EQ(status({"secp256k1", hybrid, rs + "00"}), WA_MALFORMED_PUBLIC_KEY);
    const auto verdict = ask({"secp256k1", hybrid, rs + "00", "kwil", "", WA_REQUEST_COMPAT});
    EXPECT_EQ(verdict.status, WA_OK) << verdict.detail;
    EXPECT_EQ(verdict.address, secp256k1_key);
    EXPECT_EQ(verifier().plugins().derive_account("kwil:idos", "secp256k1", *decode_hex(hybrid)),
              secp256k1_key);
    const auto wrong_parity = "06" + secp256k1_uncompressed.substr(2);
    EXPECT_EQ(status({"secp256k1", wrong_parity, rs + "00", "kwil", "", WA_REQUEST_COMPAT}),
              WA_REJECTED_SIGNER);
    EXPECT_EQ(
        status({"secp256k1", "05" + hybrid.substr(2), rs + "00", "kwil", "", WA_REQUEST_COMPAT}),
        WA_MALFORMED_PUBLIC_KEY);
}

TEST(Kwil, Secp256k1Ranges) {
    const std::string zero(64, '0');
    const std::string order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    for (const auto flags : {0U, WA_REQUEST_COMPAT}) {
        for (const auto &bad : {zero + rs.substr(64), rs.substr(0, 64) + zero,
                                order + rs.substr(64), rs.substr(0, 64) + order}) {
            EXPECT_EQ(status({"secp256k1", secp256k1_key, bad + "00", "kwil", "", flags}),
                      WA_REJECTED_SIGNATURE);
        }
    }
    const std::string off_curve = "02" + std::string(64, 'f');
    EXPECT_EQ(status({"secp256k1", off_curve, rs + "00"}), WA_REJECTED_SIGNER);
}

} // namespace

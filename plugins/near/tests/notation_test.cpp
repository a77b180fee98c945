// SPDX-License-Identifier: Apache-2.0
// Notations of keys and signatures, and what is said of texts that are none:
// plugins/near/nep413.md, "Request". The signatures are near-api-js's published one, spelled anew.
#include "published_request.hpp"

#include "tests/support/scripted_node.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/verifier.hpp>

#include <gtest/gtest.h>

#include <span>

extern "C" const wa_plugin *walletauth_plugin_v0_near(void) noexcept;

namespace {

using namespace near_test;
using namespace walletauth;

std::vector<std::uint8_t> bytes() { return *decode_base64(published_signature); }

std::string array_of(std::span<const std::uint8_t> bytes, const std::string &between = ",") {
    std::string out = "[";
    for (std::size_t i = 0; i < bytes.size(); ++i)
        out += (i == 0 ? "" : between) + std::to_string(bytes[i]);
    return out + ']';
}

std::string detail(const std::string &member, const std::string &source) {
    Fields fields = published();
    fields[member] = source;
    const auto answer = ask(fields, {full_access, account});
    EXPECT_EQ(status_of(answer), "malformed " + member) << answer;
    return detail_of(answer);
}
std::string of_signature(const std::string &text) { return detail("signature", json::quote(text)); }
std::string of_key(const std::string &text) { return detail("public_key", json::quote(text)); }

// nearcore keeps the curve with key and signature, and compares; a prefix that names another one
// is another signature.
TEST(NearNotation, APrefixAgreesWithTheKey) {
    const auto base58 = encode_base58(bytes());
    for (const auto *prefix : {"", "ed25519:", "ED25519:", "Ed25519:"}) {
        EXPECT_EQ(with("signature", '"' + (prefix + base58) + '"'), "valid") << prefix;
    }
    for (const auto *prefix : {"secp256k1:", "SECP256K1:"}) {
        EXPECT_EQ(of_signature(prefix + base58),
                  "signature has 64 bytes behind its prefix secp256k1: which has 65");
    }
    auto longer = bytes();
    longer.push_back(0);
    EXPECT_EQ(of_signature("ed25519:" + encode_base58(longer)),
              "signature has 65 bytes behind its prefix ed25519: which has 64");
    EXPECT_EQ(of_signature("secp256k1:" + encode_base58(longer)),
              "signature has 65 bytes, a key of ed25519 signs 64");
    EXPECT_EQ(
        of_signature("ed25519:ed25519:" + base58),
        "signature behind its prefix has the prefix \"ed25519:\", expected ed25519: or secp256k1:");
    EXPECT_EQ(of_signature("ed25519:" + published_signature),
              "signature has no base58 of 64 bytes behind its prefix ed25519:");
    EXPECT_EQ(of_key("secp256k1:" + published_key.substr(8)),
              "public key has no base58 of 64 bytes behind its prefix secp256k1: but "
              "\"2RM3EotCzEiVobm6aMjaup43k8cFffR4KHFtr...\"");
    EXPECT_EQ(of_key("ml-dsa-65:" + published_key.substr(8)),
              "public key has the prefix \"ml-dsa-65:\", expected ed25519: or secp256k1:");
    EXPECT_EQ(of_key("p256:" + published_key.substr(8)),
              "public key has the prefix \"p256:\", expected ed25519: or secp256k1:");
}

// JavaScript hands out a Uint8Array as numbers (near-api-js, issue 1576).
TEST(NearNotation, SignaturesAsByteArrays) {
    EXPECT_EQ(with("signature", array_of(bytes())), "valid");
    EXPECT_EQ(with("signature", array_of(bytes(), ",\n            ")), "valid");
    EXPECT_EQ(with("signature", json::quote(array_of(bytes()))), "valid"); // as text
    auto changed = bytes();
    changed[3] ^= 1;
    EXPECT_EQ(with("signature", array_of(changed)), "rejected signature");
    EXPECT_EQ(detail("signature", array_of(std::span{changed}.first(63))),
              "signature has 63 bytes of a JSON array, expected 64 (ed25519) or 65 (secp256k1)");
    EXPECT_EQ(detail("signature", "[]"),
              "signature has 0 bytes of a JSON array, expected 64 (ed25519) or 65 (secp256k1)");
    EXPECT_EQ(detail("signature", "[1,256]"), "signature[1] is no number from 0 to 255");
    for (const auto *bad : {"[1,-1]", "[1,1.0]", "[1,1e1]", "[1,\"1\"]", "[1,true]"}) {
        EXPECT_EQ(detail("signature", bad), "signature[1] is no number from 0 to 255") << bad;
    }
    EXPECT_EQ(detail("signature", "[[1]]"), "signature[0] is no number from 0 to 255");
    EXPECT_EQ(of_signature(' ' + array_of(bytes())), "signature has a blank at 0");
    EXPECT_EQ(of_signature(array_of(bytes()) + ' '),
              "signature is no JSON array of 64 or 65 bytes");
}

// What mail, forms, URLs and other libraries make of the text.
TEST(NearNotation, NamesTheCharacter) {
    const auto changed = [](std::size_t at, const std::string &text) {
        auto out = published_signature;
        return out.replace(at, 1, text);
    };
    ASSERT_EQ(published_signature[4], '/');
    EXPECT_EQ(
        of_signature(changed(22, " ")),
        "signature has a blank at 22: a + of base64 that a form or URL has turned into a blank?");
    EXPECT_EQ(of_signature(' ' + published_signature), "signature has a blank at 0");
    EXPECT_EQ(of_signature(published_signature + ' '), "signature has a blank at 88");
    EXPECT_EQ(of_signature(published_signature + '\n'), "signature has a line feed at 88");
    EXPECT_EQ(of_signature(changed(40, "\r\n")), "signature has a carriage return at 40");
    EXPECT_EQ(of_signature('\t' + published_signature), "signature has a tab at 0");
    EXPECT_EQ(of_signature("0x" + encode_hex(bytes())),
              "signature begins with 0x: NEAR takes hex without it");
    EXPECT_EQ(of_signature(changed(4, "_")),
              "signature has '_' at 4: that is base64url, NEAR writes + and /");
    EXPECT_EQ(of_signature(changed(4, "-")),
              "signature has '-' at 4: that is base64url, NEAR writes + and /");
    EXPECT_EQ(of_signature(changed(4, "%2F")),
              "signature has '%' at 4: it is still percent-encoded");
    EXPECT_EQ(of_signature(changed(4, "\xc3\xa9")), "signature has a character outside ASCII at 4");
    EXPECT_EQ(of_signature("p256:" + encode_base58(bytes())),
              "signature has the prefix \"p256:\", expected ed25519: or secp256k1:");
    EXPECT_EQ(of_signature(R"({"signature":"x"})"), "signature is an object: give the text in it");
    EXPECT_EQ(of_signature(""), "signature is empty");
    EXPECT_EQ(of_key(published_key + ' '), "public key behind its prefix has a blank at 44");
    EXPECT_EQ(of_key("0x" + published_id), "public key begins with 0x: NEAR takes hex without it");
}

TEST(NearNotation, NamesTheLength) {
    const auto whole = bytes();
    EXPECT_EQ(of_signature(published_signature.substr(0, 86)),
              "signature lacks the padding of base64 (= or == at its end)");
    EXPECT_EQ(of_signature(published_signature.substr(0, 84)),
              "signature has 63 bytes of base64, expected 64 (ed25519) or 65 (secp256k1)");
    EXPECT_EQ(of_signature(encode_hex(std::span{whole}.first(63))),
              "signature has 63 bytes of hex, expected 64 (ed25519) or 65 (secp256k1)");
    EXPECT_EQ(of_signature("2" + encode_base58(bytes())),
              "signature has 65 bytes, a key of ed25519 signs 64");
    EXPECT_EQ(of_signature(published_signature.substr(0, 85) + "R=="),
              "signature's last digit of base64 has bits behind the last byte");
    const std::string lengths = "(base58: 87 or 88, base64: 88, hex: 128)";
    EXPECT_EQ(of_signature(encode_base58(bytes()).substr(0, 44)),
              "signature has 44 characters, too few for 64 bytes " + lengths);
    EXPECT_EQ(of_signature(std::string(44, 'z') + '0'),
              "signature has 45 characters, too few for 64 bytes " + lengths);
    EXPECT_EQ(of_signature(encode_base58(bytes()) + "l0"),
              "signature of " + std::to_string(encode_base58(bytes()).size() + 2) +
                  " characters is no text of 64 bytes " + lengths);
    EXPECT_EQ(of_signature(encode_base58(std::vector<std::uint8_t>(75, 0xff))),
              "signature has 75 bytes of base58, expected 64 (ed25519) or 65 (secp256k1)");
}

// A blank was a plus only where the rest is base64.
TEST(NearNotation, ABlankInHexOrBase58IsABlank) {
    const auto hex = encode_hex(bytes());
    EXPECT_EQ(of_signature(hex.substr(0, 60) + ' ' + hex.substr(60)),
              "signature has a blank at 60");
    EXPECT_EQ(of_signature(encode_base58(bytes()).replace(20, 1, " ")),
              "signature has a blank at 20");
    EXPECT_EQ(of_signature("ed25519:" + encode_base58(bytes()).replace(20, 1, " ")),
              "signature behind its prefix has a blank at 20");
    // Behind a prefix stands base58 only.
    EXPECT_EQ(of_signature("ed25519:" + std::string{published_signature}.replace(4, 1, " ")),
              "signature behind its prefix has a blank at 4");
    EXPECT_EQ(of_signature("ed25519:" + std::string{published_signature}.replace(4, 1, "-")),
              "signature behind its prefix has '-' at 4");
    EXPECT_EQ(of_signature(std::string{published_signature}.replace(0, 1, " ")),
              "signature has a blank at 0: a + of base64 that a form or URL has turned into a "
              "blank?");
    EXPECT_EQ(of_signature('"' + published_signature + '"'), "signature has a quotation mark at 0");
}

// nep413 and nep413-kwil take each other's signatures for what they are.
TEST(NearNotation, NamesTheOtherScheme) {
    // u16 length, tag, empty message, nonce, empty recipient, no callback, 64 bytes.
    std::vector<std::uint8_t> blob{0, 45, 0x9d, 1, 0, 0x80, 0, 0, 0, 0};
    blob.resize(2 + 45);
    blob.resize(2 + 45 + 64, 0xff); // of base64 alone
    EXPECT_EQ(of_signature(encode_base64(blob)),
              "signature is a blob of payload and signature: that is nep413-kwil's");
    EXPECT_EQ(of_signature(encode_hex(blob)),
              "signature is a blob of payload and signature: that is nep413-kwil's");
    const auto kwil = [](const std::string &signature) {
        const Fields fields{{"chain", R"("near:testnet")"},
                            {"scheme", R"("nep413-kwil")"},
                            {"account", '"' + published_id + '"'},
                            {"message", R"({"text":""})"},
                            {"signature", signature}};
        return ask(fields, {});
    };
    for (const auto &bare : {'"' + published_signature + '"', '"' + encode_hex(bytes()) + '"',
                             array_of(bytes()), R"({"hex":")" + encode_hex(bytes()) + R"("})"}) {
        const auto answer = kwil(bare);
        EXPECT_EQ(status_of(answer), "malformed signature") << bare;
        if (bare.front() != '[') { // an array has no reading to choose by
            EXPECT_EQ(
                detail_of(answer),
                "signature is 64 bytes: that is nep413's, not kwil-db's blob with the payload");
        }
    }
    EXPECT_EQ(status_of(kwil('"' + encode_base64(blob) + '"')), "rejected signature");
    EXPECT_EQ(status_of(kwil(array_of(blob))), "rejected signature"); // read, and signed by nobody
    EXPECT_EQ(detail_of(kwil(R"("0x)" + encode_hex(blob) + '"')),
              "signature begins with 0x: NEAR takes hex without it");
    EXPECT_EQ(
        detail_of(kwil('"' + encode_base64(blob).replace(5, 1, " ") + '"')),
        "signature has a blank at 5: a + of base64 that a form or URL has turned into a blank?");
    EXPECT_EQ(detail_of(kwil('"' + encode_base64(blob) + R"(\n")")),
              "signature has a line feed at 148");
}

TEST(NearNotation, SaysWhetherThereWasACallbackUrl) {
    const auto mismatch = [](const std::string &callback) {
        Fields fields = published();
        fields["params"] = params(published_nonce, "example.near", callback);
        const auto answer = ask(fields, {});
        EXPECT_EQ(status_of(answer), "rejected signature") << answer;
        return detail_of(answer);
    };
    EXPECT_EQ(mismatch("-"), "ed25519 signature does not match; no callback_url was given: did the "
                             "wallet get one?");
    EXPECT_EQ(mismatch(""),
              "ed25519 signature does not match; callback_url is \"\", which is not an "
              "absent one");
    EXPECT_EQ(mismatch("http://localhost:3001"),
              "ed25519 signature does not match; callback_url was given, which some wallets leave "
              "out");
}

// The limit of 64 characters hid what these are.
TEST(NearNotation, LongAccountsAreShown) {
    const auto verifier = plugin_test::verifier_of(&walletauth_plugin_v0_near);
    const auto text = "0x" + std::string(64, 'a');
    const auto normal = verifier.plugins().normalize_account("near:mainnet", text);
    ASSERT_FALSE(normal);
    EXPECT_EQ(normal.error().detail.view(),
              "no NEAR account id (2 to 64 of a-z 0-9 - _ .): \"" + text + '"');
}

// No value ends inside: it is whole, or ends in dots.
TEST(NearNotation, DetailsShowValuesWhole) {
    EXPECT_EQ(detail("account", '"' + std::string(64, 'a') + "_\""),
              "no NEAR account id (2 to 64 of a-z 0-9 - _ .): \"" + std::string(64, 'a') + "_\"");
    EXPECT_EQ(detail("account", '"' + std::string(100, 'a') + '"'),
              "no NEAR account id (2 to 64 of a-z 0-9 - _ .): \"" + std::string(67, 'a') + "...\"");
    EXPECT_EQ(detail("account", R"("round-toad.testnet ")"),
              R"(no NEAR account id (2 to 64 of a-z 0-9 - _ .): "round-toad.testnet ")");
    EXPECT_EQ(detail("account", R"("Round-toad.testnet")"),
              "NEAR account ids are lower case, this has R at 0: \"Round-toad.testnet\"");
    EXPECT_EQ(of_key(std::string(100, 'A')),
              "public key is \"" + std::string(37, 'A') +
                  "...\", expected ed25519: or secp256k1: and base58, or 64 hex digits");
}

} // namespace

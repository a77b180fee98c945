// SPDX-License-Identifier: Apache-2.0
// What a refusal tells its reader: the character, the form, the path, and what was derived.
#include "plugin_under_test.hpp"
#include "plugins/evm/address.hpp"
#include "plugins/evm/eip712.hpp"

#include <gtest/gtest.h>

namespace {

using namespace evm_test;
using namespace walletauth;
using namespace walletauth::evm;

std::string of_signature(const std::string &text, std::string_view scheme = "eip191") {
    return why_not(walletauth_plugin_v0_evm()->parse_signature, text, scheme);
}
std::string of_key(const std::string &text) {
    return why_not(walletauth_plugin_v0_evm()->parse_public_key, text);
}
std::string of_address(const std::string &text) {
    const auto address = parse_address(text, "eip155:1");
    return address ? "" : std::string{address.error().detail.view()};
}
std::string of_document(const std::string &text) {
    const auto hash = hash_typed_data(text, Rule::strict, "eip155:1");
    return hash ? "" : std::string{hash.error().detail.view()};
}
std::string repeated(const std::string &text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += text;
    return out;
}

TEST(Messages, ASignatureTextsWrongCharacterIsNamed) {
    const std::string hex = r + s + v;
    EXPECT_EQ(of_signature("0x" + hex), "");
    EXPECT_EQ(of_signature(" 0x" + hex), "signature has a blank at byte 0, expected hex digits");
    EXPECT_EQ(of_signature("0x" + hex + " "),
              "signature has a blank at byte 132, expected hex digits");
    EXPECT_EQ(of_signature("0x" + hex + "\n"),
              "signature has a line feed at byte 132, expected hex digits");
    EXPECT_EQ(of_signature("0x" + hex + "\r\n"),
              "signature has a carriage return at byte 132, expected hex digits");
    EXPECT_EQ(of_signature("\t" + hex), "signature has a tab at byte 0, expected hex digits");
    EXPECT_EQ(of_signature('"' + hex + '"'),
              "signature has a quotation mark at byte 0, expected hex digits");
    EXPECT_EQ(of_signature(hex + '\0'), "signature has a NUL at byte 130, expected hex digits");
    EXPECT_EQ(of_signature(hex + "\xef\xbc\x91"),
              "signature has a character outside ASCII at byte 130, expected hex digits");
    EXPECT_EQ(of_signature("0X" + hex), "signature begins with 0X, expected 0x");
    EXPECT_EQ(of_signature("0x0x" + hex), "signature begins with 0x twice");
    EXPECT_EQ(of_signature("0x" + hex.substr(1)),
              "signature has 129 hex digits, an odd number: one is missing or too many");
}

// The signature of web3.js's example in base64, in base64url, and through a form that made a blank
// of a plus.
TEST(Messages, Base64IsNotHex) {
    const std::string base64 =
        "uRRn5XCmRmqp6YdsvNATuroCkAuJedQ/4gikpPM59f1gB+dM2C4De4ABhkIvwtoWfHR+"
        "8EXl0YpfXUMA+OGgKRw=";
    EXPECT_EQ(of_signature(base64), "signature has 'u' at byte 0, expected hex and not base64");
    std::string url = base64;
    std::string form = base64;
    for (std::size_t i = 0; i < base64.size(); ++i) {
        if (base64[i] == '+') {
            url[i] = '-';
            form[i] = ' ';
        } else if (base64[i] == '/') {
            url[i] = '_';
        }
    }
    EXPECT_EQ(of_signature(url), "signature has 'u' at byte 0, expected hex and not base64");
    EXPECT_EQ(of_signature(form), "signature has 'u' at byte 0, expected hex and not base64");
}

TEST(Messages, ALengthSaysWhatItFits) {
    const std::string rest = ", expected 65 (r, s, v) or 64 (EIP-2098)";
    const auto of_bytes = [](const std::string &hex) { return ask({.signature = hex}).detail; };
    EXPECT_EQ(of_bytes(""), "signature is empty" + rest + "; a contract wallet?");
    EXPECT_EQ(of_bytes("1b"), "signature has 1 bytes" + rest);
    EXPECT_EQ(of_bytes(r + s + v + r + s + v),
              "signature has 130 bytes" + rest + "; 2 owners of a contract wallet?");
    EXPECT_EQ(of_bytes(repeated("ab", 85)),
              "signature has 85 bytes" + rest + "; a contract wallet?");
    // X.690: 30 44 02 20 r 02 20 s, with a zero before an r whose first bit is set.
    EXPECT_EQ(of_bytes("3045022100" + r + "0220" + s),
              "signature has 71 bytes and looks like DER" + rest);
    EXPECT_EQ(of_bytes(encode_hex(as_bytes("0x" + r + s + v))),
              "signature is 132 bytes of hex text: decode it once more");
    EXPECT_EQ(of_bytes(encode_hex(as_bytes(r + s + v))),
              "signature is 130 bytes of hex text: decode it once more");
    EXPECT_EQ(of_bytes(r + s + v + repeated("6492", 16)),
              "an ERC-6492 signature is of a contract account: only chain state can tell");
    EXPECT_EQ(of_bytes(r + s + v + repeated("8010", 16)),
              "an ERC-8010 signature: it is a draft with two spellings, and is not read");
    EXPECT_EQ(of_signature(r + s, "eip191-kwil"),
              "signature has 64 bytes, which eip191 reads (EIP-2098), expected 65 (r, s, v)");
}

TEST(Messages, WhatCouldBeAContractWalletSaysSo) {
    const auto detail = [](const std::string &signature) {
        return ask({.signature = signature}).detail;
    };
    EXPECT_EQ(ask({.account = other}).detail,
              "signed by " + signer + ", not by " + other + "; a contract?");
    EXPECT_EQ(detail(r + s + "1f"), "v is 31, expected 0, 1, 27 or 28; a contract wallet?");
    EXPECT_EQ(detail(order + s + v), "r or s is not below the group order; a contract wallet?");
    EXPECT_EQ(detail(r + high_s + "1b"),
              "s is in the upper half of the group order (EIP-2); accepted under compat");
    // EIP-155: v of a transaction is 35 or 36 and twice the chain id.
    const std::string transaction = ": 35 and above is of a transaction (EIP-155)";
    EXPECT_EQ(detail(r + s + "25"), "v is 37, expected 0, 1, 27 or 28" + transaction);
    EXPECT_EQ(detail(r + s + "22"), "v is 34, expected 0, 1, 27 or 28; a contract wallet?");
    EXPECT_EQ(ask({.scheme = "eip191-kwil", .signature = r + s + "25"}).detail,
              "v is 37, expected 0 to 7, 27 or 28" + transaction);
    // Where a key is claimed, and in kwil-db, there are no contracts.
    EXPECT_EQ(ask({.public_key = "02" + std::string(64, 'f')}).detail,
              "public key is not on the curve");
    const std::string g = "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
    EXPECT_EQ(ask({.account = "", .public_key = g}).detail, "signed by another key, of " + signer);
    EXPECT_EQ(ask({.scheme = "eip191-kwil", .account = other}).detail,
              "signed by " + signer + ", not by " + other);
}

// EIP-712's example, signed by the key keccak256("cow") and shown as another's. Domain separator
// and digest are those that the EIP publishes.
TEST(Messages, ARecoveredStrangerIsToldWhatWasDerived) {
    const std::string text =
        R"({"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},)"
        R"({"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"}],)"
        R"("Person":[{"name":"name","type":"string"},{"name":"wallet","type":"address"}],)"
        R"("Mail":[{"name":"from","type":"Person"},{"name":"to","type":"Person"},)"
        R"({"name":"contents","type":"string"}]},"primaryType":"Mail","domain":{"name":"Ether Mail",)"
        R"("version":"1","chainId":1,"verifyingContract":"0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"},)"
        R"("message":{"from":{"name":"Cow","wallet":"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},)"
        R"("to":{"name":"Bob","wallet":"0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},)"
        R"("contents":"Hello, Bob!"}})";
    Ask request{.scheme = "eip712",
                .account = other,
                .message = text,
                .signature = "4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
                             "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c"};
    const std::string derived =
        "signed by 0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826 if the hash is "
        "0xbe609aee.. in domain 0xf2cee375..";
    EXPECT_EQ(ask(request).detail, derived + "; a contract?");
    request.account = "";
    request.public_key = "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
    EXPECT_EQ(ask(request).detail, derived);
}

TEST(Messages, OfTheMessageKind) {
    const std::string hash(32, '\x11');
    EXPECT_EQ(
        ask({.message = hash}).detail,
        "message is 32 bytes that are no text, such as a hash: message_kind bytes lets it pass");
    EXPECT_EQ(ask({.message = hash, .message_kind = "Bytes"}).detail,
              "message_kind is \"Bytes\", expected text or bytes");
    EXPECT_EQ(ask({.message = hash, .message_kind = "Bytes"}).status, WA_MALFORMED_PARAMS);
    EXPECT_EQ(ask({.message = hash}).status, WA_REJECTED_POLICY);
    EXPECT_EQ(ask({.message = hash, .message_kind = "text"}).status, WA_REJECTED_POLICY);
    EXPECT_EQ(ask({.message = hash, .message_kind = "bytes"}).status, WA_REJECTED_SIGNER);
    EXPECT_EQ(ask({.message = hash, .flags = WA_REQUEST_COMPAT}).status, WA_REJECTED_SIGNER);
}

TEST(Messages, OfKeysAndAddresses) {
    EXPECT_EQ(of_key("secp256k1:" + std::string(66, '0')),
              "public key has a prefix before the ':' at byte 9, expected hex alone");
    EXPECT_EQ(of_key(signer), "public key has 20 bytes: an address is given as account");
    EXPECT_EQ(of_key("02 79"), "public key has a blank at byte 2, expected hex digits");
    const auto digits = signer.substr(2);
    EXPECT_EQ(of_address(""), "address is empty, expected 0x and 40 hex digits");
    EXPECT_EQ(of_address(digits), "address has no 0x before its digits");
    EXPECT_EQ(of_address("0X" + digits), "address begins with 0X, expected 0x");
    EXPECT_EQ(of_address("vitalik.eth"),
              "address is a name: resolve it, expected 0x and 40 hex digits");
    EXPECT_EQ(of_address(signer + "\n"),
              "address has a line feed at byte 42, expected 0x and 40 hex digits");
    EXPECT_EQ(of_address(signer + "0"), "address has 41 digits behind 0x, expected 40");
    EXPECT_EQ(of_address(signer.substr(0, 40)), "address has 38 digits behind 0x, expected 40");
    EXPECT_EQ(of_address("0x"), "address has 0 digits behind 0x, expected 40");
    EXPECT_EQ(of_address("0x" + signer), "address begins with 0x twice");
    EXPECT_EQ(of_address(digits.substr(2)),
              "address has 38 characters, expected 0x and 40 hex digits");
    std::string turned = signer;
    turned[8] = 'e'; // E of the checksum
    EXPECT_EQ(of_address(turned), "address checksum is wrong: expected " + signer);
}

std::string document(const std::string &type, const std::string &value) {
    return R"({"types":{"EIP712Domain":[{"name":"name","type":"string"}],"M":[{"name":"v","type":")" +
           type + R"("}]},"primaryType":"M","domain":{"name":"t"},"message":{"v":)" + value + "}}";
}

TEST(Messages, OfTypedDataNameThePathAndTheValue) {
    EXPECT_EQ(of_document(document("uint8", "null")),
              "message.v: found null, expected an integer for uint8");
    EXPECT_EQ(of_document(document("string", "null")), "message.v: found null, expected string");
    EXPECT_EQ(of_document(document("M[]", "null")),
              "message.v: found null, expected an array for M[]");
    EXPECT_EQ(of_document(document("string", "\"\\ud800\"")).substr(0, 33),
              "message.v: lone surrogate escape ");
    EXPECT_EQ(of_document(R"("{\"types\":{}}")"),
              "found a JSON string, expected a typed-data object: decode it once more");
    const std::string no_json =
        R"(message is no JSON (byte 0): give the typed-data document as {"json": {...}})";
    EXPECT_EQ(of_document("hello"), no_json);
    EXPECT_EQ(of_document(""), no_json);
    EXPECT_EQ(of_document(R"({"types":})"), "types: syntax error at byte 9");
    auto declared_null = document("bool", "true");
    declared_null.replace(declared_null.find(R"("t")"), 3, "null");
    EXPECT_EQ(of_document(declared_null),
              "domain.name: null counts as absent, and EIP712Domain declares it");
    EXPECT_EQ(
        of_document(R"({"types":{},"primaryType":"M","domain":{"chainId":"1"},"message":{}})"),
        "domain.chainId: text, and types has no EIP712Domain: wallets read this differently");
    EXPECT_EQ(
        of_document(R"({"types":{},"primaryType":"M","domain":{"version":""},"message":{}})"),
        "domain.version: empty, and types has no EIP712Domain: wallets read this differently");
}

// Each ends as it does for a short value; what is left out is told by dots.
TEST(Messages, ALongValueDoesNotCutTheDetail) {
    const std::string text = '"' + std::string(300, 'x') + '"';
    const std::string type(300, 'T');
    EXPECT_EQ(of_document(document("uint8", text)), "message.v: found \"" + std::string(67, 'x') +
                                                        "...\", expected an integer for uint8");
    EXPECT_EQ(of_document(document("bytes", text)),
              "message.v: found \"" + std::string(42, 'x') +
                  "...\", expected 0x and an even number of hex digits for bytes");
    EXPECT_EQ(of_document(document(type, "1")),
              "types.M[0].type: unknown type \"" + std::string(85, 'T') + "...\"");
    auto other_primary = document("bool", "true");
    other_primary.replace(other_primary.find(R"("M","domain")"), 3,
                          '"' + std::string(200, 'P') + '"');
    EXPECT_EQ(of_document(other_primary),
              "primaryType: types has no \"" + std::string(89, 'P') + "...\"");
    // An escape is one character, and so is what UTF-8 writes in two bytes.
    for (const auto &character : {R"(\u00e9)", "\xc3\xa9"}) {
        const auto shown = std::string{character}.starts_with('\\') ? R"(\u00e9)" : R"(\xc3\xa9)";
        const auto whole = std::string{shown}.size() == 6 ? 11 : 8;
        EXPECT_EQ(of_document(document("uint8", '"' + repeated(character, 60) + '"')),
                  "message.v: found \"" + repeated(shown, whole) +
                      "...\", expected an integer for uint8");
    }
    EXPECT_TRUE(of_document(document("uint8", '[' + repeated("1,", 300) + "1]"))
                    .ends_with("..., expected an integer for uint8"));
    EXPECT_EQ(of_document(document("uint256", std::string(300, '9'))).substr(94),
              "2^53 - 1: write it as text");
    EXPECT_TRUE(of_document(document(std::string("uint8") + repeated("[2]", 100), "[1]"))
                    .starts_with("message.v: found 1 elements, expected 2 for uint8[2]"));
    std::string deep = "1";
    for (int i = 0; i < 55; ++i)
        deep = "[" + deep + "]";
    EXPECT_EQ(of_document(document("string" + repeated("[]", 55), deep)),
              "..." + repeated("[0]", 15) + ": found 1, expected string" + repeated("[]", 20) +
                  "[...");
}

TEST(Messages, AnotherChainIsNamedWhole) {
    const std::string most(32, '9');
    const std::string id = "0x" + std::string(64, 'f');
    const std::string text =
        R"({"types":{"EIP712Domain":[{"name":"chainId","type":"uint256"}],"M":[]},"primaryType":"M",)"
        R"("domain":{"chainId":")" +
        id + R"("},"message":{}})";
    const auto answer = ask({.scheme = "eip712", .chain = "eip155:" + most, .message = text});
    EXPECT_EQ(answer.status, WA_REJECTED_POLICY);
    EXPECT_EQ(answer.detail, "domain.chainId is 1157920892373161954235709850086879078532699846..."
                             ", the request is for " +
                                 most);
}

} // namespace

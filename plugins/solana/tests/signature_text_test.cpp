// SPDX-License-Identifier: Apache-2.0
#include "plugin_under_test.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

namespace walletauth::solana::testing {
namespace {

std::string json_array(const Octets &bytes, std::string_view separator = ",") {
    std::string text = "[";
    for (const auto byte : bytes) {
        if (text.size() > 1) text += separator;
        text += std::to_string(byte);
    }
    return text + "]";
}

// RFC 8032, section 7.1, test 1.
const char *const rfc_hex = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

TEST(SolanaSignatureText, AllNotationsGiveTheSameBytes) {
    const auto bytes = unhex(rfc_hex);
    for (const auto *scheme : {"solana-message", "solana-offchain"}) {
        for (const auto &text :
             {std::string(rfc_hex), encode_base58(bytes), encode_base64(bytes), json_array(bytes),
              json_array(bytes, ", "), json_array(bytes, ",\n  ")}) {
            const auto parsed = parse_signature(scheme, text);
            EXPECT_EQ(parsed.status, WA_OK) << text << parsed.detail;
            EXPECT_EQ(parsed.bytes, bytes) << text;
        }
    }
}

TEST(SolanaSignatureText, UpperCaseHexIsRead) {
    std::string text(rfc_hex);
    for (auto &digit : text)
        digit = static_cast<char>(std::toupper(digit));
    EXPECT_EQ(parse_signature("solana-message", text).bytes, unhex(rfc_hex));
}

TEST(SolanaSignatureText, EverythingElseIsMalformed) {
    const auto bytes = unhex(rfc_hex);
    const Octets short_bytes(bytes.begin(), bytes.begin() + 63);
    const auto long_bytes = joined({bytes, {0}});
    const auto base64 = encode_base64(bytes);
    std::vector<std::string> texts{"",
                                   "0x" + std::string(rfc_hex),
                                   "0X" + std::string(rfc_hex),
                                   std::string(rfc_hex).substr(1),
                                   base64.substr(0, 86),
                                   base64 + "\n",
                                   " " + base64,
                                   encode_base58(bytes) + " ",
                                   "1" + encode_base58(bytes),
                                   "ed25519:" + encode_base58(bytes),
                                   "{\"0\":1}",
                                   "[]",
                                   "[256]",
                                   "[-1]",
                                   "[1.0]",
                                   "[\"1\"]",
                                   json_array(bytes) + ",",
                                   "[" + json_array(bytes) + "]"};
    for (const auto &wrong : {short_bytes, long_bytes}) {
        texts.push_back(encode_hex(wrong));
        texts.push_back(encode_base58(wrong));
        texts.push_back(encode_base64(wrong));
        texts.push_back(json_array(wrong));
    }
    auto with_256 = json_array(bytes);
    texts.push_back(with_256.replace(1, 3, "256"));
    for (const auto *scheme : {"solana-message", "solana-offchain"}) {
        for (const auto &text : texts) {
            EXPECT_EQ(parse_signature(scheme, text).status, WA_MALFORMED_SIGNATURE) << text;
        }
    }
}

TEST(SolanaSignatureText, Base64WithTrailingBitsIsMalformed) {
    auto text = encode_base64(unhex(rfc_hex)); // 64 bytes: four unused bits before "=="
    ASSERT_EQ(text.substr(86), "==");
    ++text[85];
    EXPECT_EQ(parse_signature("solana-message", text).status, WA_MALFORMED_SIGNATURE);
}

TEST(SolanaSignatureText, OfHugeSizeIsRefusedAtOnce) {
    EXPECT_EQ(parse_signature("solana-message", std::string(100000, 'z')).status,
              WA_MALFORMED_SIGNATURE);
    EXPECT_EQ(parse_signature("solana-offchain", std::string(100000, 'z')).status,
              WA_MALFORMED_SIGNATURE);
    EXPECT_EQ(parse_signature("solana-memo", std::string(100000, 'z')).status,
              WA_MALFORMED_SIGNATURE);
}

TEST(SolanaSignatureText, IsToldWhatIsWrong) {
    const auto told = [](std::string_view scheme, const std::string &text) {
        const auto parsed = parse_signature(scheme, text);
        EXPECT_EQ(parsed.status, WA_MALFORMED_SIGNATURE) << text;
        return parsed.detail;
    };
    auto base64 = encode_base64(unhex(rfc_hex));
    const auto plus = base64.find('+');
    ASSERT_NE(plus, std::string::npos);
    const auto at = std::to_string(plus);
    auto blank = base64;
    blank[plus] = ' ';
    auto url = base64;
    url[plus] = '-';
    for (const auto *scheme : {"solana-message", "solana-offchain"}) {
        EXPECT_EQ(told(scheme, blank),
                  "signature has a blank at " + at + ", where base64 has \"+\"");
        EXPECT_EQ(told(scheme, url), "signature has '-' at " + at +
                                         ": base64url, expected base64 with \"+\" and \"/\"");
        EXPECT_EQ(told(scheme, base64 + "\n"), "signature has a line feed at 88");
        EXPECT_EQ(told(scheme, base64.substr(0, 86)),
                  "signature is base64 without the \"=\" at its end");
        EXPECT_EQ(told(scheme, "0x" + std::string(rfc_hex)),
                  "signature begins with 0x: hex is written without it here");
        EXPECT_EQ(told(scheme, "[1,2,-3]"), "signature has '-' at 5 of an array");
        EXPECT_EQ(told(scheme, "{\"0\":1}"),
                  "signature is a JSON object, expected an array of byte values or text");
        EXPECT_EQ(told(scheme, encode_hex(Octets(65, 1))),
                  "signature has 65 bytes as hex, expected 64");
    }
    EXPECT_EQ(told("solana-memo", blank),
              "transaction has a blank at " + at + ", where base64 has \"+\"");
}

// A text is of the smallest alphabet that has all its characters, and its length tells most.
TEST(SolanaSignatureText, IsToldWhichLengthWasExpected) {
    const auto told = [](std::string_view scheme, const std::string &text) {
        return parse_signature(scheme, text).detail;
    };
    const auto base58 = encode_base58(unhex(rfc_hex));
    const std::string hex{rfc_hex};
    auto base64 = encode_base64(unhex("f8" + hex.substr(2)));
    ASSERT_EQ(base64.front(), '+');
    base64.front() = ' ';
    for (const auto *scheme : {"solana-message", "solana-offchain"}) {
        EXPECT_EQ(told(scheme, base58.substr(0, 44)),
                  "signature has 44 characters, too few for 64 bytes (base58: 87 or 88, base64: "
                  "88, hex: 128)");
        EXPECT_EQ(told(scheme, base58 + 'l'),
                  "signature of " + std::to_string(base58.size() + 1) +
                      " characters is no text or array of 64 bytes (base58: 87 or 88, base64: 88, "
                      "hex: 128)");
        EXPECT_EQ(told(scheme, encode_base58(Octets(75, 0xff))),
                  "signature has 75 bytes as base58, expected 64");
        EXPECT_EQ(told(scheme, hex.substr(0, 60) + ' ' + hex.substr(60)),
                  "signature has a blank at 60");
        EXPECT_EQ(told(scheme, base58.substr(0, 20) + ' ' + base58.substr(21)),
                  "signature has a blank at 20");
        EXPECT_EQ(told(scheme, base64), "signature has a blank at 0, where base64 has \"+\"");
    }
    EXPECT_EQ(parse_public_key(encode_base58(Wallet(3).key()).substr(0, 20)).detail,
              "public key has 20 characters, too few for 32 bytes (base58: 43 or 44, base64: 44, "
              "hex: 64)");
}

// Sizes and beginnings tell schemes of the chain apart.
TEST(SolanaSignatureText, OfAnotherSchemeIsToldWhich) {
    const auto told = [](std::string_view scheme, const Octets &bytes) {
        return parse_signature(scheme, encode_base64(bytes)).detail;
    };
    const Wallet wallet(1);
    const auto envelope =
        joined({{1},
                Octets(64, 7),
                {0xff},
                octets("solana offchain"),
                {1, 1},
                wallet.key(),
                octets("a text that makes the envelope longer than a signature twice over")});
    EXPECT_EQ(told("solana-message", envelope),
              "signature has " + std::to_string(envelope.size()) +
                  " bytes as base64, expected 64: a signed envelope, of solana-offchain");
    const auto transaction = joined({{1},
                                     Octets(64, 7),
                                     {1, 0, 1, 2},
                                     wallet.key(),
                                     Octets(32, 5),
                                     Octets(32, 9),
                                     {1, 1, 0, 2, 'h', 'i'}});
    for (const auto *scheme : {"solana-message", "solana-offchain"}) {
        EXPECT_EQ(told(scheme, transaction),
                  "signature has " + std::to_string(transaction.size()) +
                      " bytes as base64, expected 64: a transaction, of solana-memo");
    }
    EXPECT_EQ(told("solana-memo", unhex(rfc_hex)),
              "signature has 64 bytes as base64, expected a transaction: use solana-message or "
              "solana-offchain");
    EXPECT_EQ(told("solana-memo", envelope),
              "signature has " + std::to_string(envelope.size()) +
                  " bytes as base64, expected a transaction: use solana-offchain");
}

TEST(SolanaKeyText, AllNotationsGiveTheSameBytes) {
    const auto key = Wallet(3).key();
    for (const auto &text :
         {encode_hex(key), encode_base58(key), encode_base64(key), json_array(key)}) {
        EXPECT_EQ(parse_public_key(text).bytes, key) << text;
    }
    EXPECT_EQ(parse_public_key(format_public_key(key).text()).bytes, key);
}

TEST(SolanaKeyText, EverythingElseIsMalformed) {
    const auto key = Wallet(3).key();
    for (const auto &text :
         {std::string(), "0x" + encode_hex(key), encode_hex(key).substr(2), encode_hex(key) + "00",
          "1" + encode_base58(key), "ed25519:" + encode_base58(key), json_array(Octets(31)),
          json_array(Octets(33))}) {
        EXPECT_EQ(parse_public_key(text).status, WA_MALFORMED_PUBLIC_KEY) << text;
    }
    EXPECT_EQ(format_public_key(Octets(31)).status, WA_MALFORMED_PUBLIC_KEY);
}

} // namespace
} // namespace walletauth::solana::testing

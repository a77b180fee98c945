// SPDX-License-Identifier: Apache-2.0
// What else can be pasted where an account, a key or kwil's compact id belongs, and what the
// refusal says of it. The texts are SEP-23's test cases.
#include "stellar_plugin.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/text.hpp>

#include <gtest/gtest.h>

namespace {

using namespace stellar_test;

// One key in three forms.
constexpr std::string_view account = "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ";
constexpr std::string_view muxed[]{
    "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ",
    "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLK"};
constexpr std::string_view contract = "CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA";

std::string said(std::string_view member, const std::string &json) {
    const auto request = R"({"chain":"stellar:pubnet","scheme":"sep53","message":{"text":""},)"
                         R"("signature":")" +
                         std::string(128, '0') + "\",\"" + std::string{member} + "\":" + json + "}";
    return member_of(walletauth::verify_json(verifier(), request, "{}").json, "detail");
}

std::string json_text(std::string_view text) { return '"' + std::string{text} + '"'; }

TEST(StellarOtherTexts, AMuxedAccountNamesItsAccount) {
    for (const auto text : muxed) {
        EXPECT_EQ(said("account", json_text(text)),
                  "account is a muxed account: send its account, " + std::string{account});
        EXPECT_EQ(said("public_key", json_text(text)),
                  "public key is a muxed account: send its account, " + std::string{account});
        auto wrong = std::string{text};
        wrong[20] = wrong[20] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(said("account", json_text(wrong)).contains("send its account")) << wrong;
    }
}

TEST(StellarOtherTexts, SaysWhatACompactIdIs) {
    const auto compact = [](std::string_view text) {
        return R"({"hex":")" + walletauth::encode_hex(walletauth::as_bytes(text)) + "\"}";
    };
    EXPECT_TRUE(said("public_key", compact(account)).contains("does not match"))
        << "read, and the signature is none of its";
    EXPECT_EQ(
        said("public_key", compact(contract)),
        "compact id is a contract, which has no key: send the account whose key signed, G...");
    auto wrong = std::string{account};
    wrong[20] = 'B';
    EXPECT_EQ(said("public_key", compact(wrong)),
              "compact id: its checksum does not match, a digit is wrong");
    EXPECT_EQ(
        said("public_key", json_text(contract)),
        "public key is a contract, which has no key: send the account whose key signed, G...");
}

} // namespace

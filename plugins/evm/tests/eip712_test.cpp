// SPDX-License-Identifier: Apache-2.0
// EIP-712's own example with its published intermediate values (Example.js of the EIP), and the
// encoding of every kind of type.
#include "plugin_under_test.hpp"
#include "plugins/evm/eip712.hpp"
#include "plugins/evm/eip712_types.hpp"
#include "plugins/evm/integer_text.hpp"

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using namespace walletauth::evm;

const std::string mail = R"({"types":{"EIP712Domain":[{"name":"name","type":"string"},
{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},
{"name":"verifyingContract","type":"address"}],"Person":[{"name":"name","type":"string"},
{"name":"wallet","type":"address"}],"Mail":[{"name":"from","type":"Person"},
{"name":"to","type":"Person"},{"name":"contents","type":"string"}]},"primaryType":"Mail",
"domain":{"name":"Ether Mail","version":"1","chainId":1,
"verifyingContract":"0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"},
"message":{"from":{"name":"Cow","wallet":"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},
"to":{"name":"Bob","wallet":"0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},
"contents":"Hello, Bob!"}})";

TEST(Eip712, MailHashesAsPublished) {
    const auto hash = hash_typed_data(mail, Rule::strict, "eip155:1");
    ASSERT_TRUE(hash.has_value()) << hash.error().detail.view();
    EXPECT_EQ(encode_hex(hash->domain_separator),
              "f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f");
    EXPECT_EQ(encode_hex(*hash->message),
              "c52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e");
    EXPECT_EQ(encode_hex(hash->digest),
              "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2");
    EXPECT_EQ(hash->chain_id, "1");
}

TEST(Eip712, MailTypeIsEncodedAsPublished) {
    const auto document = json::Document::parse(mail);
    const auto root = document->root();
    auto types = eip712::Types::read(*root.find("types"), *root.find("domain"));
    ASSERT_TRUE(types.has_value());
    const auto index = *types->find("Mail");
    EXPECT_EQ(types->encode_type(index),
              "Mail(Person from,Person to,string contents)Person(string name,address wallet)");
    EXPECT_EQ(encode_hex(*types->type_hash(index)),
              "a0cedeb2dc280ba39b857546d74f5549c3a1d7bdc2dd96bf881f76108e23dac2");
}

// The EIP's example signature, by the key keccak256("cow").
TEST(Eip712, MailSignatureIsValidOnItsChainOnly) {
    evm_test::Ask ask{.scheme = "eip712",
                      .account = "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826",
                      .message = mail,
                      .signature =
                          "4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
                          "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b91562"
                          "1c"};
    const auto answer = evm_test::ask(ask);
    EXPECT_TRUE(answer.valid) << answer.detail;
    EXPECT_EQ(answer.flags, WA_VERDICT_CHAIN_BOUND);
    ask.chain = "eip155:5";
    EXPECT_EQ(evm_test::ask(ask).status, WA_REJECTED_POLICY);
    EXPECT_EQ(evm_test::ask(ask).detail, "domain.chainId is 1, the request is for 5");
}

TEST(IntegerText, RangesOfEveryWidth) {
    for (unsigned bits = 8; bits <= 256; bits += 8) {
        const std::string digits(bits / 4, 'f');
        EXPECT_TRUE(encode_unsigned(*parse_integer("0x" + digits), bits).has_value()) << bits;
        if (bits < 256) {
            const auto above = parse_integer("0x1" + std::string(bits / 4, '0'));
            EXPECT_FALSE(encode_unsigned(*above, bits).has_value()) << bits;
        }
        Integer least; // -2^(bits-1)
        least.negative = true;
        least.magnitude[32 - bits / 8] = 0x80;
        const auto word = encode_signed(least, bits);
        ASSERT_TRUE(word.has_value()) << bits;
        for (std::size_t i = 0; i < 32 - bits / 8; ++i)
            EXPECT_EQ((*word)[i], 0xff) << bits;
        EXPECT_EQ((*word)[32 - bits / 8], 0x80) << bits;
        least.negative = false; // 2^(bits-1)
        EXPECT_FALSE(encode_signed(least, bits).has_value()) << bits;
        least.negative = true;
        least.magnitude[31] |= 1; // -2^(bits-1) - 1
        EXPECT_EQ(encode_signed(least, bits).has_value(), false) << bits;
    }
}

TEST(IntegerText, OneSpellingRule) {
    for (const auto *good : {"0", "00", "-1", "0x0", "0x00fF",
                             "115792089237316195423570985008687907853"
                             "269984665640564039457584007913129639935"}) {
        EXPECT_TRUE(parse_integer(good).has_value()) << good;
    }
    for (const auto *bad : {"", "-", "0x", "-0", "-0x5", "0X5", "+5", " 5", "5 ", "5.0", "1e3",
                            "1_000", "five", "0xg",
                            "115792089237316195423570985008687907853"
                            "269984665640564039457584007913129639936"}) {
        EXPECT_FALSE(parse_integer(bad).has_value()) << bad;
    }
    EXPECT_TRUE(parse_json_integer("9007199254740991").has_value());
    EXPECT_TRUE(parse_json_integer("-9007199254740991").has_value());
    EXPECT_FALSE(parse_json_integer("9007199254740992").has_value());
    EXPECT_EQ(to_decimal(parse_integer("0xde0b6b3a7640000")->magnitude), "1000000000000000000");
    EXPECT_EQ(to_decimal({}), "0");
}

} // namespace

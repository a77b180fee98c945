// SPDX-License-Identifier: Apache-2.0
// Accepted examples are those of the CAIP-2 and CAIP-10 texts; the refusals are what
// is outside their grammars.
#include <walletauth/caip.hpp>

#include <gtest/gtest.h>

namespace walletauth {
namespace {

using namespace std::string_view_literals;

TEST(Caip2, AcceptsTheSpecificationsExamples) {
    for (const auto text :
         {"eip155:1"sv, "bip122:000000000019d6689c085ae165831e93"sv, "cosmos:cosmoshub-3"sv,
          "starknet:SN_GOERLI"sv, "lip9:9ee11e9df416b18b"sv,
          "chainstd:8c3444cf8970a9e41a706fab93e7a6c4"sv}) {
        EXPECT_TRUE(parse_chain_id(text)) << text;
    }
    EXPECT_EQ(parse_chain_id("eip155:1")->name_space, "eip155");
    EXPECT_EQ(parse_chain_id("eip155:1")->reference, "1");
}

TEST(Caip2, ChainIdsOutsideTheGrammarAreRefused) {
    for (const auto text : {""sv, "eip155"sv, "eip155:"sv, ":1"sv, "ab:1"sv, "abcdefghi:1"sv,
                            "EIP155:1"sv, "eip_155:1"sv, "eip155:1:2"sv, "eip155: 1"sv,
                            "eip155:1\n"sv, "chainstd:8c3444cf8970a9e41a706fab93e7a6c4f"sv}) {
        EXPECT_FALSE(parse_chain_id(text)) << text;
    }
}

TEST(Caip10, AcceptsTheSpecificationsExamples) {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"eip155:1:0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb",
         "0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb"},
        {"hedera:mainnet:0.0.1234567890-zbhlt", "0.0.1234567890-zbhlt"},
        {"starknet:SN_GOERLI:0x02dd1b492765c064eac4039e3841aa5f382773b598097a40073bd8b48170ab57",
         "0x02dd1b492765c064eac4039e3841aa5f382773b598097a40073bd8b48170ab57"}};
    for (const auto &[text, address] : cases) {
        ASSERT_TRUE(parse_account_id(text)) << text;
        EXPECT_EQ(parse_account_id(text)->address, address);
    }
}

TEST(Caip10, KeepsTheCaseAndEncodesWhatTheGrammarLacks) {
    EXPECT_EQ(format_account_id("near:mainnet", "alice_bob.near"), "near:mainnet:alice%5Fbob.near");
    EXPECT_EQ(parse_account_id("near:mainnet:alice%5fbob.near")->address, "alice_bob.near");
    EXPECT_EQ(parse_account_id("near:mainnet:Alice.near")->address, "Alice.near");
}

TEST(Caip10, AccountIdsOutsideTheGrammarAreRefused) {
    const auto long_id = "eip155:1:" + std::string(129, 'a');
    for (const auto text :
         {"eip155:1"sv, "eip155:1:"sv, "eip155:1:%zz"sv, "eip155:1:%5"sv, "eip155:1:%"sv,
          "eip155:1:a_b"sv, "0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb@eip155:1"sv, "ab:1:0xab"sv,
          "abcdefghi:1:0xab"sv, "EIP155:1:0xab"sv, "eip155:1:a:b"sv, std::string_view{long_id}}) {
        EXPECT_FALSE(parse_account_id(text)) << text;
    }
    EXPECT_TRUE(parse_account_id("eip155:1:" + std::string(128, 'a')));
}

} // namespace
} // namespace walletauth

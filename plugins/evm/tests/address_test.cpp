// SPDX-License-Identifier: Apache-2.0
// EIP-55's own examples, and what is no address.
#include "plugin_under_test.hpp"

#include "plugins/evm/address.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <string>

namespace {

using namespace walletauth;
using namespace walletauth::evm;

// EIP-55, "Test Cases".
constexpr const char *examples[]{
    "0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"};

std::string cased(std::string text, int (*change)(int)) {
    for (std::size_t i = 2; i < text.size(); ++i)
        text[i] = static_cast<char>(change(text[i]));
    return text;
}

TEST(Address, Eip55Examples) {
    for (const auto *text : examples) {
        for (const auto &spelling :
             {std::string{text}, cased(text, std::tolower), cased(text, std::toupper)}) {
            const auto address = parse_address(spelling, "eip155:1");
            ASSERT_TRUE(address.has_value()) << spelling;
            EXPECT_EQ(format_address(*address).view(), text);
        }
    }
}

TEST(Address, OneCaseTurnedIsAWrongChecksum) {
    for (const auto *text : examples) {
        for (std::size_t i = 2; i < 42; ++i) {
            std::string turned = text;
            const auto c = static_cast<unsigned char>(turned[i]);
            if (std::isdigit(c) != 0) continue;
            turned[i] = static_cast<char>(std::isupper(c) != 0 ? std::tolower(c) : std::toupper(c));
            const auto address = parse_address(turned, "eip155:1");
            // Where all letters then have one case there is no checksum to be wrong.
            const bool one_case =
                turned == cased(turned, std::tolower) || turned == cased(turned, std::toupper);
            EXPECT_EQ(address.has_value(), one_case) << turned;
        }
    }
}

// EIP-1191's own examples are in plugins/evm/vectors/account.json; these are three of them.
TEST(Address, Eip1191CountsOnItsChainsOnly) {
    constexpr const char *rootstock = "0x5aaEB6053f3e94c9b9a09f33669435E7ef1bEAeD";
    constexpr const char *testnet = "0x5aAeb6053F3e94c9b9A09F33669435E7EF1BEaEd";
    constexpr const char *eip55 = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    for (const auto *chain : {"eip155:30", "eip155:31", "eip155:1", "eip155:300", "eip155:3", ""}) {
        const std::string_view on{chain};
        EXPECT_EQ(parse_address(rootstock, on).has_value(), on == "eip155:30") << on;
        EXPECT_EQ(parse_address(testnet, on).has_value(), on == "eip155:31") << on;
        EXPECT_TRUE(parse_address(eip55, on).has_value()) << on;
    }
    EXPECT_EQ(format_address(*parse_address(rootstock, "eip155:30")).view(), eip55);
}

// A claim reaches the plugin in its one spelling (docs/abi.md, normalize_account).
TEST(Address, CanonicalIsOneSpelling) {
    const auto why = [](std::string_view text) {
        const auto address = parse_canonical_address(text);
        return address ? "" : std::string{address.error().detail.view()};
    };
    for (const auto *text : examples) {
        EXPECT_EQ(parse_canonical_address(text), *parse_address(text, "eip155:1"));
        for (const auto &spelling : {cased(text, std::tolower), cased(text, std::toupper)}) {
            const auto expected =
                spelling == text ? "" : std::string{"account is not spelled "} + text;
            EXPECT_EQ(why(spelling), expected);
        }
    }
    // EIP-1191's spelling for Rootstock is no claim's.
    EXPECT_EQ(why("0x5aaEB6053f3e94c9b9a09f33669435E7ef1bEAeD"),
              "address checksum is wrong: expected 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    EXPECT_EQ(why("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe"),
              "address has 39 digits behind 0x, expected 40");
}

TEST(Address, WhatIsNone) {
    for (const auto *text :
         {"", "0x", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe",
          "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0X5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
          "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed0",
          "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg", "vitalik.eth"}) {
        const auto address = parse_address(text, "eip155:1");
        ASSERT_FALSE(address.has_value()) << text;
        EXPECT_EQ(address.error().status, WA_MALFORMED_ACCOUNT);
    }
}

// SEC 2, section 2.4.1: the generator is the key of the secret 1; its address is well known.
TEST(Address, OfAKey) {
    const auto g =
        std::string{"\x02\x79\xbe\x66\x7e\xf9\xdc\xbb\xac\x55\xa0\x62\x95\xce\x87\x0b\x07"
                    "\x02\x9b\xfc\xdb\x2d\xce\x28\xd9\x59\xf2\x81\x5b\x16\xf8\x17\x98",
                    33};
    const auto key = read_key(as_bytes(g));
    ASSERT_TRUE(key.has_value());
    EXPECT_EQ(format_address(address_of(*key)).view(),
              "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");
}

// Found by fuzzing: 65 bytes that are no key of SEC 1 were formatted as one, which parse_public_key
// then refused.
TEST(PublicKeyText, OnlyOfKeys) {
    const auto *plugin = walletauth_plugin_v0_evm();
    const auto status = [&](std::string key) {
        std::array<std::uint8_t, 200> text{};
        wa_buffer out{text.data(), text.size(), 0};
        return plugin->format_public_key(text_of("eip155:1"), text_of("eip191"),
                                         bytes_of(as_bytes(key)), &out, nullptr);
    };
    EXPECT_EQ(status('\x04' + std::string(64, 'x')), std::uint32_t{WA_OK});
    EXPECT_EQ(status('\x03' + std::string(32, 'x')), std::uint32_t{WA_OK});
    EXPECT_EQ(status('0' + std::string(64, 'x')), std::uint32_t{WA_MALFORMED_PUBLIC_KEY});
    EXPECT_EQ(status('\x04' + std::string(32, 'x')), std::uint32_t{WA_MALFORMED_PUBLIC_KEY});
}

} // namespace

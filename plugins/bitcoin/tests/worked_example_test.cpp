// SPDX-License-Identifier: Apache-2.0
// The worked examples of bip322.md and bip137.md: their bytes, hashed here, and their texts, which
// the plugin verifies. Both are published answers.
#include "plugin_under_test.hpp"

#include "tests/support/worked_example.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/hash/ripemd160.hpp>
#include <walletauth/hash/sha2.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace walletauth::bitcoin::testing {
namespace {

std::array<std::uint8_t, 64> joined(const Octets &r, const Octets &s) {
    std::array<std::uint8_t, 64> both{};
    EXPECT_TRUE(r.size() == 32 && s.size() == 32);
    std::ranges::copy(r, both.begin());
    std::ranges::copy(s, both.begin() + 32);
    return both;
}

TEST(WorkedExample, Bip322HashesAsThePageSays) {
    const walletauth::WorkedExample page{"plugins/bitcoin/bip322.md"};
    const auto tag = sha256(as_bytes("BIP0322-signed-message"));
    const auto message = page.find("sign `([^`]+)`");
    const auto hash = sha256({tag, tag, as_bytes(message)});
    EXPECT_EQ(encode_hex(hash), page.find(R"(message's hash:\n\n {4}([0-9a-f]{64})\n)"));
    const auto to_spend = unhex(page.table_behind("to_spend has"));
    EXPECT_EQ(to_spend.size(), std::stoul(page.find(R"(to_spend has (\d+) bytes)")));
    EXPECT_NE(std::ranges::search(to_spend, hash).begin(), to_spend.end());
    EXPECT_EQ(encode_hex(double_sha256(to_spend)),
              page.find(R"(in a transaction:\n\n {4}([0-9a-f]{64})\n)"));
    const auto preimage = unhex(page.table_behind("What the key signs"));
    EXPECT_EQ(preimage.size(), std::stoul(page.find(R"(of (\d+) bytes \(BIP-143\))")));
    const auto digest = double_sha256(preimage);
    EXPECT_EQ(encode_hex(digest), page.find(R"(digest:\n\n {4}([0-9a-f]{64})\n)"));
    const auto key = unhex(page.find(R"( key  ([0-9a-f]{66})\n)"));
    EXPECT_EQ(encode_hex(hash160(key)), page.find(R"(hash of the key: `([0-9a-f]{40})`)"));
    const auto signature = joined(unhex(page.find(R"( r    ([0-9a-f]{64})\n)")),
                                  unhex(page.find(R"( s    ([0-9a-f]{64})\n)")));
    EXPECT_TRUE(
        secp256k1_verify(signature, digest, *Secp256k1Key::parse(key, Rule::strict), Rule::strict));
    // Both stand in the text of the signature, too.
    const auto stack = decode_base64(page.find("signature `smp([^`]+)`")).value();
    EXPECT_NE(std::ranges::search(stack, std::span{signature}.first(32)).begin(), stack.end());
    EXPECT_NE(std::ranges::search(stack, key).begin(), stack.end());
}

TEST(WorkedExample, Bip137HashesAsThePageSays) {
    const walletauth::WorkedExample page{"plugins/bitcoin/bip137.md"};
    const auto bytes = unhex(page.table_behind("The message is"));
    EXPECT_EQ(bytes.size(), std::stoul(page.find(R"(These (\d+) bytes)")));
    const auto digest = double_sha256(bytes);
    EXPECT_EQ(encode_hex(digest), page.find(R"(digest:\n\n {4}([0-9a-f]{64})\n)"));
    const auto signature = joined(unhex(page.find(R"( r       ([0-9a-f]{64})\n)")),
                                  unhex(page.find(R"( s       ([0-9a-f]{64})\n)")));
    const auto key = Secp256k1Key::recover(signature, digest, 1, Rule::strict);
    ASSERT_TRUE(key);
    EXPECT_EQ(encode_hex(key->compressed()), page.find(R"(follows is\n\n {4}([0-9a-f]{66})\n)"));
    const auto whole = decode_base64(page.find("signature `([^`]+)`")).value();
    EXPECT_EQ(encode_hex(std::span{whole}.first(1)), page.find(R"(header  ([0-9a-f]{2})\n)"));
    EXPECT_TRUE(std::ranges::equal(std::span{whole}.subspan(1), signature));
}

TEST(WorkedExample, TextsAreValidAsTheyStand) {
    const walletauth::WorkedExample bip322{"plugins/bitcoin/bip322.md"};
    EXPECT_EQ(status_of({.account = bip322.find("`(bc1[^`]+)`"),
                         .message = bip322.find("sign `([^`]+)`"),
                         .signature = bip322.find("signature `([^`]+)`"),
                         .public_key = bip322.find(R"( key  ([0-9a-f]{66})\n)")}),
              WA_OK);
    const walletauth::WorkedExample bip137{"plugins/bitcoin/bip137.md"};
    EXPECT_EQ(status_of({.scheme = "bip137",
                         .account = bip137.find("address is `([^`]+)`"),
                         .message = bip137.find("message is `([^`]+)`"),
                         .signature = bip137.find("signature `([^`]+)`")}),
              WA_OK);
}

} // namespace
} // namespace walletauth::bitcoin::testing

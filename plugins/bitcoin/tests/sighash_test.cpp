// SPDX-License-Identifier: Apache-2.0
// What is hashed, against the hashes that BIP-322 prints (basic-test-vectors.json, tx_hashes), and
// the tags against SHA-256 of their names.
#include "plugins/bitcoin/legacy_message.hpp"
#include "plugins/bitcoin/sighash.hpp"
#include "plugins/bitcoin/tagged_hash.hpp"

#include <walletauth/hash/sha2.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace walletauth::bitcoin {
namespace {

/// Ids are written from their last byte on.
std::string id_text(Hash256 id) {
    std::ranges::reverse(id);
    return encode_hex(id);
}

TEST(BitcoinSighash, PublishedHashes) {
    struct Row {
        std::string_view message;
        std::string_view message_hash;
        std::string_view to_spend;
    };
    constexpr Row rows[]{{"", "c90c269c4f8fcbe6880f72a721ddfbf1914268a794cbb21cfafee13770ae19f1",
                          "c5680aa69bb8d860bf82d4e9cd3504b55dde018de765a91bb566283c545a99a7"},
                         {"Hello World",
                          "f0eb03b1a75ac6d9847f55c624a99169b5dccba2a31f5b23bea77ba270de0a7a",
                          "b79d196740ad5217771c1098fc4a4b51e0535c32236c71f1ea4d61a2d603352b"},
                         {"UTF-8 support: \xc3\xb6\xc3\xa4\xc3\xbc\xc3\xa9\xc3\xa0\xc3\xa8 "
                          "\xe6\xb5\x8b\xe8\xaf\x95\xe6\x96\x87\xe6\x9c\xac \xf0\x9f\x98\x84",
                          "43936b237ea38c7794eb5d755e0d220b6db92ebfc5c8f482759d22b1286376d7",
                          "c8f4f525fe8afb1bc09b44175bd2096f079c98425e8a1be676b712add1fb62f0"}};
    const auto address = parse_address(networks[0], "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l");
    ASSERT_TRUE(address);
    const auto script = script_of(*address);
    for (const auto &row : rows) {
        const auto hash = message_hash(as_bytes(row.message));
        EXPECT_EQ(encode_hex(hash), row.message_hash);
        EXPECT_EQ(id_text(to_spend_id(hash, script)), row.to_spend);
    }
}

TEST(BitcoinSighash, TagsAreHashesOfTheirNames) {
    EXPECT_EQ(message_tag, sha256(as_bytes("BIP0322-signed-message")));
    EXPECT_EQ(sighash_tag, sha256(as_bytes("TapSighash")));
    EXPECT_EQ(tweak_tag, sha256(as_bytes("TapTweak")));
}

// The scripts of Bitcoin's developer reference, written by hand.
TEST(BitcoinSighash, ScriptsOfAddresses) {
    const auto script = [](std::string_view text) {
        const auto address = parse_address(networks[0], text);
        EXPECT_TRUE(address) << text;
        return encode_hex(script_of(address.value_or(Address{})).span());
    };
    EXPECT_EQ(script("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), // the genesis block pays to this key
              "76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888ac");
    EXPECT_EQ(script("3P14159f73E4gFr7JterCCQh9QjiTjiZrG"), // BIP-13 and BIP-16
              "a914e9c3dd0c07aac76179ebc76a6c78d4d67c6c160a87");
    EXPECT_EQ(script("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"), // BIP-173
              "0014751e76e8199196d454941c45d1b3a323f1433bd6");
    EXPECT_EQ(script("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"), // BIP-350
              "512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
    EXPECT_EQ(
        script("bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y"),
        "5128751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6");
    EXPECT_EQ(script("bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs"),
              "5210751e76e8199196d454941c45d1b3a323");
}

} // namespace
} // namespace walletauth::bitcoin

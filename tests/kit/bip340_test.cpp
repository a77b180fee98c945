// SPDX-License-Identifier: Apache-2.0
// BIP-340 against the test vectors of the BIP.
#include "tests/support/table.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;

using Bytes = std::vector<std::uint8_t>;

Bytes hex(std::string_view text) { return *decode_hex(text); }

TEST(Bip340, PublishedVectors) {
    std::size_t bad_keys = 0;
    std::set<std::size_t> sizes;
    for_each_row("tests/tables/bip340.json", 19, [&](const json::Value &row) {
        const auto x = hex(row.find("public_key")->text());
        const auto message = hex(row.find("message")->find("value")->text());
        const auto signature = hex(row.find("signature")->text());
        const auto key = Secp256k1Key::lift_x(std::span{x}.first<32>());
        const bool has_key = text_of_param(row, "fail_check") != "key";
        ASSERT_EQ(key.has_value(), has_key);
        if (!key) {
            ++bad_keys;
            EXPECT_EQ(key.error(), Secp256k1Fault::key_off_curve);
            EXPECT_EQ(row.find("expect")->text(), "invalid");
            return;
        }
        const auto good = secp256k1_verify_bip340(Secp256k1Signature{signature}, message, *key);
        EXPECT_EQ(good.has_value(), row.find("expect")->text() == "valid");
        if (!good) {
            EXPECT_EQ(good.error(), Secp256k1Fault::mismatch);
        }
        sizes.insert(message.size());
    });
    EXPECT_EQ(bad_keys, 2U);
    EXPECT_EQ(sizes, (std::set<std::size_t>{0, 1, 17, 32, 100}));
}

// Row 16: a message of one byte. Nothing beside it passes, and the parity of the key is no part.
TEST(Bip340, AcceptsNothingBesideAVector) {
    const auto x = hex("778caa53b4393ac467774d09497a87224bf9fab6f6e68b23086497324d6fd117");
    const Bytes message{0x11};
    auto signature = hex("08a20a0afef64124649232e0693c583ab1b9934ae63b4c3511f3ae1134c6a303"
                         "ea3173bfea6683bd101fa5aa5dbc1996fe7cacfc5a577d33ec14564cec2bacbf");
    const auto even = *Secp256k1Key::lift_x(std::span{x}.first<32>());
    auto odd_bytes = even.compressed();
    odd_bytes[0] = 3;
    const auto odd = *Secp256k1Key::parse(odd_bytes, Rule::strict);
    const auto passes = [&](std::span<const std::uint8_t> of, const Secp256k1Key &key) {
        return secp256k1_verify_bip340(Secp256k1Signature{signature}, of, key).has_value();
    };
    EXPECT_TRUE(passes(message, even));
    EXPECT_TRUE(passes(message, odd));
    EXPECT_FALSE(passes({}, even));
    EXPECT_FALSE(passes(Bytes{0x11, 0}, even));
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        signature[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        EXPECT_FALSE(passes(message, even)) << bit;
        signature[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    }
}

} // namespace

// SPDX-License-Identifier: Apache-2.0
// Transactions and stacks: a transaction of the chain, each of its cuts, and lengths that are not
// in their shortest form (Bitcoin Core's ReadCompactSize, serialize.h).
#include "plugins/bitcoin/transaction.hpp"

#include <walletauth/hash/sha2.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace walletauth::bitcoin {
namespace {

std::vector<std::uint8_t> unhex(std::string_view text) {
    const auto bytes = decode_hex(text);
    EXPECT_TRUE(bytes) << text;
    return bytes.value_or(std::vector<std::uint8_t>{});
}

// BIP-143, native P2WPKH: the signed transaction as it is printed there. Two inputs, the first of
// them P2PK with a scriptSig and an empty witness.
constexpr std::string_view signed_transaction = "01000000000102fff7f7881a8099afa6940d42d1e7f6362bec"
                                                "38171ea3edf433541db4e4ad969f00000000494830450"
                                                "221008b9d1dc26ba6a9cb62127b02742fa9d754cd3bebf337f"
                                                "7a55d114c8e5cdd30be022040529b194ba3f9281a99f2"
                                                "b1c0a19c0489bc22ede944ccf4ecbab4cc618ef3ed01eeffff"
                                                "ffef51e1b804cc89d182d279655c3aa89e815b1b309fe"
                                                "287d9b2b55d57b90ec68a0100000000ffffffff02202cb2060"
                                                "00000001976a9148280b37df378db99f66f85c95a783a"
                                                "76ac7a6d5988ac9093510d000000001976a9143bde42dbee7e"
                                                "4dbe6a21b2d50ce2f0167faa815988ac000247304402203"
                                                "609e17b84f6a7d30c80bfa610b5b4542f32a8a0d5447a12fb1"
                                                "366d7f01cc44a0220573a954c4518331561406f90300e"
                                                "8f3358f51928d43c212a8caed02de67eebee0121025476c2e8"
                                                "3188368da1ff3e292e7acafcdb3566bb0ad253f62fc70f"
                                                "07aeee635711000000";

TEST(BitcoinTransaction, ReadsTheOneOfBip143) {
    const auto bytes = unhex(signed_transaction);
    const auto transaction = parse_transaction(bytes);
    ASSERT_TRUE(transaction);
    EXPECT_EQ(transaction->version, 1U);
    EXPECT_EQ(transaction->lock_time, 17U);
    ASSERT_EQ(transaction->inputs.size(), 2U);
    EXPECT_EQ(transaction->inputs[0].sequence, 0xffffffeeU);
    EXPECT_EQ(transaction->inputs[0].script.size(), 73U);
    EXPECT_TRUE(transaction->inputs[0].witness.empty());
    EXPECT_EQ(transaction->inputs[1].output_index, 1U);
    EXPECT_TRUE(transaction->inputs[1].script.empty());
    ASSERT_EQ(transaction->inputs[1].witness.size(), 2U);
    EXPECT_EQ(transaction->inputs[1].witness[1].size(), 33U);
    ASSERT_EQ(transaction->outputs.size(), 2U);
    EXPECT_EQ(transaction->outputs[0].value, 112340000U); // the BIP prints 1.1234
    EXPECT_EQ(transaction->outputs[1].value, 223450000U);
}

TEST(BitcoinTransaction, EachCutIsRefusedAndSoIsAByteMore) {
    auto bytes = unhex(signed_transaction);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(parse_transaction(std::span{bytes}.first(size))) << size;
    }
    bytes.push_back(0);
    EXPECT_FALSE(parse_transaction(bytes));
}

TEST(BitcoinTransaction, LengthsAreInTheirShortestForm) {
    const auto size_of = [](std::string_view hex) {
        const auto bytes = unhex(hex);
        ByteReader reader{bytes};
        return reader.compact_size();
    };
    EXPECT_EQ(size_of("00"), 0U);
    EXPECT_EQ(size_of("fc"), 0xfcU);
    EXPECT_EQ(size_of("fdfd00"), 0xfdU);
    EXPECT_EQ(size_of("fdffff"), 0xffffU);
    EXPECT_EQ(size_of("fe00000100"), 0x10000U);
    EXPECT_EQ(size_of("ff0000000001000000"), 0x100000000U);
    for (const auto *longer : {"fdfc00", "fd0000", "feffff0000", "ffffffffff00000000"}) {
        EXPECT_FALSE(size_of(longer)) << longer;
    }
    for (const auto *cut : {"", "fd", "fdfd", "fe000001", "ff00000000010000"}) {
        EXPECT_FALSE(size_of(cut)) << cut;
    }
}

TEST(BitcoinTransaction, Stacks) {
    const auto items = [](std::string_view hex) {
        const auto bytes = unhex(hex);
        ByteReader reader{bytes};
        const auto stack = read_stack(reader);
        return stack && reader.at_end() ? std::optional{stack->size()} : std::nullopt;
    };
    EXPECT_EQ(items("00"), 0U);
    EXPECT_EQ(items("0100"), 1U);
    EXPECT_EQ(items("0201aa02bbcc"), 2U);
    EXPECT_FALSE(items("02"));
    EXPECT_FALSE(items("0101"));
    EXPECT_FALSE(items("010000"));
    EXPECT_FALSE(items("ffffffffffffffffff")); // 2^64 - 1 items are not waited for
}

} // namespace
} // namespace walletauth::bitcoin

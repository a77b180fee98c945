// SPDX-License-Identifier: Apache-2.0
// The transaction parser, without the plugin's table.
#include "plugin_under_test.hpp"

#include "plugins/solana/transaction.hpp"

#include <gtest/gtest.h>

namespace walletauth::solana::testing {
namespace {

const Octets payer(32, 1);
const Octets program(32, 2);
const Octets other(32, 3);
const Octets blockhash(32, 9);
const Octets signature(64, 4);

// Two instructions: one without accounts, one with two.
Octets message(const Octets &header = {1, 0, 1}) {
    return joined({header,
                   {3},
                   payer,
                   other,
                   program,
                   blockhash,
                   {2, 2, 0, 3, 'a', 'b', 'c', 2, 2, 0, 1, 0}});
}
Octets whole(const Octets &of) { return joined({{1}, signature, of}); }

bool parses(const Octets &bytes) { return parse_transaction(bytes).has_value(); }
Octets as_octets(Bytes bytes) { return {bytes.begin(), bytes.end()}; }

TEST(SolanaTransaction, PartsOfALegacyOne) {
    const auto bytes = whole(message());
    const auto transaction = parse_transaction(bytes);
    ASSERT_TRUE(transaction) << transaction.error().detail.view();
    EXPECT_EQ(as_octets(transaction->signatures), signature);
    EXPECT_EQ(as_octets(transaction->signed_bytes), message());
    const auto &parsed = transaction->message;
    EXPECT_EQ(parsed.version, TransactionVersion::legacy);
    EXPECT_EQ(parsed.required_signatures, 1);
    EXPECT_EQ(parsed.readonly_signed, 0);
    EXPECT_EQ(parsed.readonly_unsigned, 1);
    ASSERT_EQ(parsed.key_count(), 3u);
    EXPECT_EQ(as_octets(parsed.key(1)), other);
    EXPECT_EQ(as_octets(parsed.blockhash), blockhash);
    ASSERT_EQ(parsed.instructions.size(), 2u);
    EXPECT_EQ(parsed.instructions[0].program, 2);
    EXPECT_TRUE(parsed.instructions[0].accounts.empty());
    EXPECT_EQ(as_octets(parsed.instructions[0].data), octets("abc"));
    EXPECT_EQ(as_octets(parsed.instructions[1].accounts), (Octets{0, 1}));
    EXPECT_TRUE(parsed.instructions[1].data.empty());
}

TEST(SolanaTransaction, PartsOfAVersion0One) {
    const auto tables = joined({{1}, Octets(32, 5), {2, 7, 8, 1, 9}});
    const auto bytes = whole(joined({{0x80}, message(), tables}));
    const auto transaction = parse_transaction(bytes);
    ASSERT_TRUE(transaction) << transaction.error().detail.view();
    EXPECT_EQ(transaction->message.version, TransactionVersion::v0);
    EXPECT_EQ(transaction->message.lookup_tables, 1u);
    EXPECT_EQ(transaction->message.looked_up, 3u);
    EXPECT_TRUE(parses(whole(joined({{0x80}, message(), {0}}))));
}

TEST(SolanaTransaction, EachTruncationIsRefused) {
    const auto tables = joined({{1}, Octets(32, 5), {2, 7, 8, 1, 9}});
    for (const auto &bytes : {whole(message()), whole(joined({{0x80}, message(), {0}})),
                              whole(joined({{0x80}, message(), tables}))}) {
        ASSERT_TRUE(parses(bytes));
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const Octets part(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
            EXPECT_FALSE(parses(part)) << size;
            // A version 0 message cut before its tables has no count of them.
            if (size > 65) {
                EXPECT_FALSE(parse_transaction_message(Bytes(part).subspan(65))) << size;
            }
        }
        EXPECT_FALSE(parses(joined({bytes, {0}})));
    }
}

TEST(SolanaTransaction, OtherVersionsAreRefused) {
    for (int version = 0x81; version < 0x100; ++version) {
        EXPECT_FALSE(parses(whole(joined({{static_cast<std::uint8_t>(version)}, message(), {0}}))));
    }
}

// agave's short_vec: a number has one spelling.
TEST(SolanaTransaction, CompactNumbersAreCanonical) {
    struct {
        Octets bytes;
        int value; // -1: refused
    } const cases[] = {
        {{0x00}, 0},
        {{0x7f}, 127},
        {{0x80, 0x01}, 128},
        {{0xff, 0x01}, 255},
        {{0xff, 0x7f}, 16383},
        {{0x80, 0x80, 0x01}, 16384},
        {{0xff, 0xff, 0x03}, 65535},
        {{0x80, 0x00}, -1},
        {{0xff, 0x00}, -1},
        {{0x80, 0x80, 0x00}, -1},
        {{0x80, 0x80, 0x04}, -1},
        {{0x80, 0x80, 0x80, 0x01}, -1},
        {{0x80}, -1},
        {{0xff, 0xff}, -1},
        {{}, -1},
    };
    for (const auto &known : cases) {
        Reader reader{known.bytes};
        const auto value = reader.compact_u16();
        EXPECT_EQ(value ? int{*value} : -1, known.value);
        EXPECT_EQ(reader.at_end(), known.value >= 0 || known.bytes.empty());
    }
    EXPECT_FALSE(parses(joined({{0x81, 0x00}, signature, message()})));
}

TEST(SolanaTransaction, TheHeaderCountsSignaturesAndKeys) {
    EXPECT_TRUE(parses(whole(message({1, 0, 2}))));
    EXPECT_FALSE(parses(whole(message({1, 0, 3})))) << "more read-only keys than there are";
    EXPECT_FALSE(parses(whole(message({1, 1, 0})))) << "nobody can pay";
    EXPECT_FALSE(parses(whole(message({0, 0, 1}))));
    EXPECT_FALSE(parses(whole(message({2, 0, 1})))) << "two signers, one signature";
    EXPECT_TRUE(parses(joined({{2}, signature, signature, message({2, 0, 1})})));
    EXPECT_FALSE(parses(joined({{2}, signature, signature, message({1, 0, 1})})));
    EXPECT_FALSE(parses(joined({{0}, message({0, 0, 1})})));
}

TEST(SolanaTransaction, IndicesStayInside) {
    const auto with = [](std::uint8_t program_index, std::uint8_t account) {
        return whole(joined(
            {{1, 0, 1, 3}, payer, other, program, blockhash, {1, program_index, 1, account, 0}}));
    };
    EXPECT_TRUE(parses(with(2, 2)));
    EXPECT_FALSE(parses(with(0, 1))) << "the fee payer is no program";
    EXPECT_FALSE(parses(with(3, 1)));
    EXPECT_FALSE(parses(with(2, 3)));
}

TEST(SolanaTransaction, NoKeyStandsTwice) {
    EXPECT_FALSE(parses(whole(joined({{1, 0, 1, 3}, payer, program, program, blockhash, {0}}))));
    EXPECT_TRUE(parses(whole(joined({{1, 0, 1, 3}, payer, other, program, blockhash, {0}}))));
}

} // namespace
} // namespace walletauth::solana::testing

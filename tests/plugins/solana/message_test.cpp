// SPDX-License-Identifier: Apache-2.0
#include "plugin_under_test.hpp"

#include "core/support/base58.hpp"

#include <gtest/gtest.h>

namespace walletauth::solana::testing {
namespace {

const Wallet alice(1);
const Wallet bob(2);

Ask signed_by_alice(const Octets &message) {
    return {.account = alice.account(), .message = message, .signature = alice.sign(message)};
}

// RFC 8032, section 7.1, test 2.
TEST(SolanaMessage, Rfc8032SignatureNamesItsAccount) {
    const auto key = unhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const Ask ask{.account = "",
                  .message = unhex("72"),
                  .signature =
                      unhex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
                  .public_key = key};
    const auto verdict = verify(ask);
    EXPECT_EQ(verdict.status, static_cast<std::uint32_t>(WA_OK));
    EXPECT_EQ(verdict.account, encode_base58(key));
    EXPECT_EQ(verdict.public_key, key);
    EXPECT_EQ(verdict.link, WA_LINK_DERIVED);
}

TEST(SolanaMessage, ABitAnywhereMatters) {
    const auto good = signed_by_alice(octets("Sign in\nnonce 8f14e45f"));
    ASSERT_EQ(status_of(good), WA_OK);
    for (std::size_t i = 0; i < good.signature.size(); ++i) {
        auto bad = good;
        bad.signature[i] ^= 1;
        EXPECT_EQ(status_of(bad), WA_REJECTED_SIGNATURE) << i;
    }
    for (std::size_t i = 0; i < good.message.size(); ++i) {
        auto bad = good;
        bad.message[i] ^= 1;
        EXPECT_EQ(status_of(bad), WA_REJECTED_SIGNATURE) << i;
    }
    for (std::size_t size = 0; size < 64; ++size) {
        auto bad = good;
        bad.signature.resize(size);
        EXPECT_EQ(status_of(bad), WA_MALFORMED_SIGNATURE) << size;
    }
}

TEST(SolanaMessage, AccountAndKeyMustBothBeTheSigners) {
    auto ask = signed_by_alice(octets("hi"));
    ask.public_key = alice.key();
    EXPECT_EQ(status_of(ask), WA_OK);
    ask.public_key = bob.key();
    EXPECT_EQ(status_of(ask), WA_REJECTED_SIGNER);
    ask = signed_by_alice(octets("hi"));
    ask.account = bob.account();
    EXPECT_EQ(status_of(ask), WA_REJECTED_SIGNATURE);
    ask.account = "not base58";
    EXPECT_EQ(status_of(ask), WA_MALFORMED_ACCOUNT);
    ask.account.clear();
    EXPECT_EQ(status_of(ask), WA_MALFORMED_ACCOUNT) << "nobody is claimed";
}

TEST(SolanaMessage, MalformedComesBeforeRejected) {
    auto ask = signed_by_alice(octets("hi"));
    ask.public_key = bob.key();
    ask.signature.pop_back();
    EXPECT_EQ(status_of(ask), WA_MALFORMED_SIGNATURE);
}

// A legacy transfer of one lamport from Alice to Bob, laid out by hand after the transaction
// format.
Octets transfer_message() {
    return joined({{1, 0, 1, 3},
                   alice.key(),
                   bob.key(),
                   Octets(32),
                   Octets(32, 9),
                   {1, 2, 2, 0, 1, 12, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}});
}

// "A real transaction offered as message".
TEST(Family15, ATransactionIsNoMessage) {
    const auto legacy = transfer_message();
    EXPECT_EQ(status_of(signed_by_alice(legacy)), WA_REJECTED_POLICY);
    const auto version0 = joined({{0x80}, legacy, {0}});
    EXPECT_EQ(status_of(signed_by_alice(version0)), WA_REJECTED_POLICY);
    const auto with_table = joined({{0x80}, legacy, {1}, Octets(32, 5), {1, 0, 1, 1}});
    EXPECT_EQ(status_of(signed_by_alice(with_table)), WA_REJECTED_POLICY);
}

TEST(SolanaMessage, WhatIsNotWhollyATransactionIsAMessage) {
    const auto legacy = transfer_message();
    EXPECT_EQ(status_of(signed_by_alice(joined({legacy, {0}}))), WA_OK);
    for (std::size_t size = 0; size < legacy.size(); ++size) {
        const Octets part(legacy.begin(), legacy.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_EQ(status_of(signed_by_alice(part)), WA_OK) << size;
    }
}

TEST(SolanaMessage, AnOffchainEnvelopeIsNoMessage) {
    const auto prefix = joined({{0xff}, octets("solana offchain")});
    EXPECT_EQ(status_of(signed_by_alice(prefix)), WA_REJECTED_POLICY);
    EXPECT_EQ(status_of(signed_by_alice(joined({prefix, {1}, octets("anything")}))),
              WA_REJECTED_POLICY);
    EXPECT_EQ(status_of(signed_by_alice(joined({{0xff}, octets("solana offchai")}))), WA_OK);
    EXPECT_EQ(status_of(signed_by_alice({0xff})), WA_OK);
    EXPECT_EQ(status_of(signed_by_alice(octets("solana offchain"))), WA_OK);
}

TEST(SolanaMessage, HasNoParametersAndNoCompat) {
    auto ask = signed_by_alice(octets("hi"));
    ask.params.push_back({"application_domain", WA_PARAMETER_BYTES, Octets(32)});
    EXPECT_EQ(status_of(ask), WA_UNSUPPORTED_PARAMS);
}

TEST(SolanaMessage, SizesUpToTheLimit) {
    EXPECT_EQ(status_of(signed_by_alice({})), WA_OK);
    EXPECT_EQ(status_of(signed_by_alice(Octets(128 * 1024, 'a'))), WA_OK);
    EXPECT_EQ(status_of(signed_by_alice(Octets(128 * 1024 + 1, 'a'))), WA_MALFORMED_MESSAGE);
}

} // namespace
} // namespace walletauth::solana::testing

// SPDX-License-Identifier: Apache-2.0
#include "plugin_under_test.hpp"

#include <walletauth/text/base58.hpp>

#include <gtest/gtest.h>

namespace walletauth::solana::testing {
namespace {

const Wallet alice(1);
const Wallet bob(2);

Ask signed_by_alice(const Octets &message) {
    return {.account = alice.account(), .message = message, .signature = alice.sign(message)};
}
Ask with_kind(Ask ask, std::string_view kind) {
    ask.params.push_back({"message_kind", WA_PARAMETER_TEXT, octets(kind)});
    return ask;
}
// A service that takes bytes.
int status_as_bytes(const Octets &message) {
    return status_of(with_kind(signed_by_alice(message), "bytes"));
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
        const bool is_text = bad.message[i] >= 0x20; // a line feed becomes a vertical tab
        EXPECT_EQ(status_of(bad), is_text ? WA_REJECTED_SIGNATURE : WA_REJECTED_POLICY) << i;
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
TEST(SolanaMessage, ATransactionIsNoMessage) {
    const auto legacy = transfer_message();
    EXPECT_EQ(status_of(signed_by_alice(legacy)), WA_REJECTED_POLICY);
    const auto version0 = joined({{0x80}, legacy, {0}});
    EXPECT_EQ(status_of(signed_by_alice(version0)), WA_REJECTED_POLICY);
    const auto with_table = joined({{0x80}, legacy, {1}, Octets(32, 5), {1, 0, 1, 1}});
    EXPECT_EQ(status_of(signed_by_alice(with_table)), WA_REJECTED_POLICY);
    for (const auto &bytes : {legacy, version0, with_table}) {
        EXPECT_EQ(status_as_bytes(bytes), WA_REJECTED_POLICY) << "also where bytes are allowed";
    }
}

TEST(SolanaMessage, WhatIsNotWhollyATransactionIsAMessageWhereBytesAreAllowed) {
    const auto legacy = transfer_message();
    EXPECT_EQ(status_as_bytes(joined({legacy, {0}})), WA_OK);
    EXPECT_EQ(status_of(signed_by_alice(joined({legacy, {0}}))), WA_REJECTED_POLICY);
    for (std::size_t size = 0; size < legacy.size(); ++size) {
        const Octets part(legacy.begin(), legacy.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_EQ(status_as_bytes(part), WA_OK) << size;
    }
}

// A transaction of any version but legacy begins with 0x80 and its number (SIMD-0385: 0x81), an
// off-chain envelope with 0xff, and no text with one of these.
TEST(SolanaMessage, WhatBeginsAsATransactionIsRefusedWhateverFollows) {
    for (int first = 0; first < 256; ++first) {
        const Octets message{static_cast<std::uint8_t>(first), 1, 2, 3};
        const bool is_reserved = (first >= 0x80 && first <= 0xbf) || first == 0xff;
        EXPECT_EQ(status_as_bytes(message), is_reserved ? WA_REJECTED_POLICY : WA_OK) << first;
        EXPECT_EQ(status_of(signed_by_alice(message)), WA_REJECTED_POLICY) << first;
    }
}

// Unicode's category Cc, without TAB, LF and CR.
TEST(SolanaMessage, TextHasNoControlCharacters) {
    for (int c = 0; c < 0xa0; ++c) {
        const auto byte = static_cast<std::uint8_t>(c);
        const auto message = c < 0x80 ? Octets{'a', byte} : Octets{'a', 0xc2, byte};
        const bool is_text = c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x7f);
        EXPECT_EQ(status_of(signed_by_alice(message)), is_text ? WA_OK : WA_REJECTED_POLICY) << c;
        EXPECT_EQ(status_as_bytes(message), WA_OK) << c;
    }
    const auto verdict = verify(signed_by_alice(octets("ab\x1b[2J")));
    EXPECT_EQ(verdict.detail, "message of 6 bytes is no text (byte 27 at 2), and message_kind is "
                              "not bytes");
}

TEST(SolanaMessage, MessageKindIsTextOrBytes) {
    const auto text = signed_by_alice(octets("hi"));
    EXPECT_EQ(status_of(with_kind(text, "text")), WA_OK);
    EXPECT_EQ(status_of(with_kind(text, "bytes")), WA_OK);
    for (const auto *kind : {"", "Bytes", "bytes ", "hex"}) {
        EXPECT_EQ(status_of(with_kind(text, kind)), WA_MALFORMED_PARAMS) << kind;
    }
    auto json = text;
    json.params.push_back({"message_kind", WA_PARAMETER_JSON, octets("\"bytes\"")});
    EXPECT_EQ(status_of(json), WA_MALFORMED_PARAMS);
    EXPECT_EQ(status_of(with_kind(with_kind(text, "text"), "bytes")), WA_MALFORMED_PARAMS);
    auto cut = with_kind(text, "hex");
    cut.signature.pop_back();
    EXPECT_EQ(status_of(cut), WA_MALFORMED_PARAMS) << "parameters come before the signature";
}

TEST(SolanaMessage, AnOffchainEnvelopeIsNoMessage) {
    const auto prefix = joined({{0xff}, octets("solana offchain")});
    EXPECT_EQ(status_of(signed_by_alice(prefix)), WA_REJECTED_POLICY);
    EXPECT_EQ(status_of(signed_by_alice(joined({prefix, {1}, octets("anything")}))),
              WA_REJECTED_POLICY);
    EXPECT_EQ(status_as_bytes(joined({prefix, {1}, octets("anything")})), WA_REJECTED_POLICY);
    EXPECT_EQ(status_as_bytes(joined({{0xff}, octets("solana offchai")})), WA_REJECTED_POLICY);
    EXPECT_EQ(status_of(signed_by_alice(octets("solana offchain"))), WA_OK);
}

TEST(SolanaMessage, HasNoOtherParameters) {
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

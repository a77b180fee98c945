// SPDX-License-Identifier: Apache-2.0
// The parser and the builder of off-chain envelopes, without the plugin's table.
#include "plugin_under_test.hpp"

#include "plugins/solana/offchain_envelope.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace walletauth::solana::testing {
namespace {

const Wallet alice(1);
const Wallet bob(2);
const Octets prefix = joined({{0xff}, octets("solana offchain")});

int parse_status(const Octets &bytes) {
    const auto envelope = parse_envelope(bytes, WA_MALFORMED_PARAMS);
    return envelope ? WA_OK : static_cast<int>(envelope.error().status);
}
Octets as_octets(Bytes bytes) { return {bytes.begin(), bytes.end()}; }

Octets v0(const Octets &text, std::uint8_t format = 1, const Octets &domain = Octets(32, 7)) {
    return joined({prefix,
                   {0},
                   domain,
                   {format, 1},
                   alice.key(),
                   {static_cast<std::uint8_t>(text.size() & 0xff),
                    static_cast<std::uint8_t>(text.size() >> 8)},
                   text});
}
Octets legacy(const Octets &text, std::uint8_t format = 1) {
    return joined({prefix,
                   {0, format, static_cast<std::uint8_t>(text.size() & 0xff),
                    static_cast<std::uint8_t>(text.size() >> 8)},
                   text});
}
Octets v1(const Octets &text) { return joined({prefix, {1, 1}, alice.key(), text}); }

// solana-sdk, offchain-message/src/lib.rs, test_offchain_message_utf8.
TEST(SolanaEnvelope, SdkBytesAreV0Legacy) {
    const auto bytes =
        unhex("ff736f6c616e61206f6666636861696e00012300d0a2d0b5d181d182d0bed0b2d0bed0"
              "b520d181d0bed0bed0b1d189d0b5d0bdd0b8d0b5");
    const auto envelope = parse_envelope(bytes, WA_MALFORMED_PARAMS);
    ASSERT_TRUE(envelope);
    EXPECT_EQ(envelope->layout, Layout::v0_legacy);
    EXPECT_EQ(envelope->format, 1);
    EXPECT_EQ(as_octets(envelope->text), octets("Тестовое сообщение"));
    EXPECT_TRUE(envelope->signers.empty());
    EXPECT_TRUE(may_be_signed_by(*envelope, std::span(bob.key()).first<32>()));
    EXPECT_EQ(build_envelope(*envelope), bytes);
}

TEST(SolanaEnvelope, PartsOfEachLayout) {
    const auto text = octets("Sign in");
    const auto bytes0 = v0(text);
    const auto first = parse_envelope(bytes0, WA_MALFORMED_PARAMS);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->layout, Layout::v0);
    EXPECT_EQ(as_octets(first->application_domain), Octets(32, 7));
    EXPECT_EQ(as_octets(first->signers), alice.key());
    EXPECT_EQ(as_octets(first->text), text);
    EXPECT_EQ(build_envelope(*first), bytes0);
    const auto bytes1 = v1(text);
    const auto second = parse_envelope(bytes1, WA_MALFORMED_PARAMS);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->layout, Layout::v1);
    EXPECT_EQ(as_octets(second->text), text);
    EXPECT_EQ(build_envelope(*second), bytes1);
    EXPECT_TRUE(may_be_signed_by(*second, std::span(alice.key()).first<32>()));
    EXPECT_FALSE(may_be_signed_by(*second, std::span(bob.key()).first<32>()));
}

TEST(SolanaEnvelope, EachTruncationOfALengthPrefixedOneIsRefused) {
    for (const auto &whole : {v0(octets("Sign in")), legacy(octets("Sign in"))}) {
        ASSERT_EQ(parse_status(whole), WA_OK);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const Octets part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            EXPECT_EQ(parse_status(part), WA_MALFORMED_PARAMS) << size;
        }
        EXPECT_EQ(parse_status(joined({whole, {'!'}})), WA_MALFORMED_PARAMS);
    }
}

TEST(SolanaEnvelope, EachTruncationOfAV1HeaderIsRefusedAndOfItsTextIsAnotherText) {
    const auto whole = v1(octets("Sign in"));
    const std::size_t header = whole.size() - 7;
    for (std::size_t size = 0; size <= header; ++size) {
        const Octets part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_EQ(parse_status(part), WA_MALFORMED_PARAMS) << size;
    }
    const Octets part(whole.begin(), whole.end() - 1);
    const auto envelope = parse_envelope(part, WA_MALFORMED_PARAMS);
    ASSERT_TRUE(envelope);
    EXPECT_EQ(as_octets(envelope->text), octets("Sign i"));
}

// Formats 0, 1 and 2.
TEST(SolanaEnvelope, Format0IsPrintableAsciiAndLineFeed) {
    for (int byte = 0; byte < 256; ++byte) {
        const bool good = (byte >= 0x20 && byte <= 0x7e) || byte == '\n';
        const Octets text{'a', static_cast<std::uint8_t>(byte)};
        EXPECT_EQ(parse_status(v0(text, 0)), good ? WA_OK : WA_MALFORMED_PARAMS) << byte;
        EXPECT_EQ(parse_status(legacy(text, 0)), good ? WA_OK : WA_MALFORMED_PARAMS) << byte;
    }
}

TEST(SolanaEnvelope, Formats1And2AreUtf8) {
    for (const std::uint8_t format : {1, 2}) {
        EXPECT_EQ(parse_status(v0(octets("tab\tñ"), format)), WA_OK);
        EXPECT_EQ(parse_status(legacy(octets("tab\tñ"), format)), WA_OK);
        for (const auto *bad : {"ff", "c328", "c0af", "eda080", "f4908080", "61c3"}) {
            EXPECT_EQ(parse_status(v0(unhex(bad), format)), WA_MALFORMED_PARAMS) << bad;
            EXPECT_EQ(parse_status(legacy(unhex(bad), format)), WA_MALFORMED_PARAMS) << bad;
        }
    }
    EXPECT_EQ(parse_status(v1(unhex("61c3"))), WA_MALFORMED_PARAMS);
    EXPECT_EQ(parse_status(v0(octets("a"), 3)), WA_MALFORMED_PARAMS);
    EXPECT_EQ(parse_status(legacy(octets("a"), 3)), WA_MALFORMED_PARAMS);
}

// v0: "Off-Chain Message Signing", message formats. v0-legacy: solana-sdk's MAX_LEN constants.
TEST(SolanaEnvelope, TextsUpToTheLimits) {
    const auto text = [](std::size_t size) { return Octets(size, 'a'); };
    EXPECT_EQ(parse_status(v0(text(1147), 0)), WA_OK);
    EXPECT_EQ(v0(text(1147), 0).size(), 1232u);
    EXPECT_EQ(parse_status(v0(text(1148), 0)), WA_MALFORMED_PARAMS);
    EXPECT_EQ(parse_status(v0(text(1148), 1)), WA_MALFORMED_PARAMS);
    EXPECT_EQ(parse_status(v0(text(1148), 2)), WA_OK);
    EXPECT_EQ(parse_status(v0(text(65535), 2)), WA_OK);
    EXPECT_EQ(parse_status(legacy(text(1212), 0)), WA_OK);
    EXPECT_EQ(parse_status(legacy(text(1213), 0)), WA_MALFORMED_PARAMS);
    EXPECT_EQ(parse_status(legacy(text(1213), 1)), WA_MALFORMED_PARAMS);
    EXPECT_EQ(parse_status(legacy(text(65515), 2)), WA_OK);
    EXPECT_EQ(parse_status(legacy(text(65516), 2)), WA_MALFORMED_PARAMS);
    EXPECT_EQ(parse_status(v1(text(128 * 1024))), WA_OK);
    EXPECT_EQ(parse_status(v1(text(128 * 1024 + 1))), WA_MALFORMED_PARAMS);
    for (const auto &empty : {v0({}, 0), legacy({}, 0), v1({})}) {
        EXPECT_EQ(parse_status(empty), WA_MALFORMED_PARAMS);
    }
}

TEST(SolanaEnvelope, TheParserWantsV1SignersAreSortedAndUnique) {
    auto low = alice.key();
    auto high = bob.key();
    if (high < low) std::swap(low, high);
    const auto with = [](std::uint8_t count, const Octets &signers) {
        return joined({prefix, {1, count}, signers, octets("hi")});
    };
    EXPECT_EQ(parse_status(with(2, joined({low, high}))), WA_OK);
    EXPECT_EQ(parse_status(with(2, joined({high, low}))), WA_MALFORMED_PARAMS);
    EXPECT_EQ(parse_status(with(2, joined({low, low}))), WA_MALFORMED_PARAMS);
    EXPECT_EQ(parse_status(with(0, {})), WA_MALFORMED_PARAMS);
}

TEST(SolanaEnvelope, OtherVersionsAndPrefixesAreRefused) {
    auto bytes = v1(octets("hi"));
    bytes[16] = 2;
    EXPECT_EQ(parse_status(bytes), WA_MALFORMED_PARAMS);
    bytes = v1(octets("hi"));
    bytes[0] = 0xfe;
    EXPECT_EQ(parse_status(bytes), WA_MALFORMED_PARAMS);
    EXPECT_EQ(parse_status(prefix), WA_MALFORMED_PARAMS);
    EXPECT_EQ(parse_status({}), WA_MALFORMED_PARAMS);
}

// A domain chosen so that the same bytes are a v0-legacy envelope of a longer text.
TEST(SolanaEnvelope, BytesOfTwoReadingsAreRefused) {
    const auto text = octets("hi");
    const auto legacy_text_size = v0(text).size() - 20;
    Octets domain(32, 'd');
    domain[0] = 1;
    domain[1] = static_cast<std::uint8_t>(legacy_text_size);
    domain[2] = 0;
    Octets key(32, 'k');
    const auto bytes = joined({prefix, {0}, domain, {1, 1}, key, {2, 0}, text});
    EXPECT_EQ(parse_status(bytes), WA_MALFORMED_PARAMS);
    domain[1] ^= 1;
    EXPECT_EQ(parse_status(joined({prefix, {0}, domain, {1, 1}, key, {2, 0}, text})), WA_OK);
}

} // namespace
} // namespace walletauth::solana::testing

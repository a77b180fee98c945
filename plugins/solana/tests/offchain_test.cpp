// SPDX-License-Identifier: Apache-2.0
// solana-offchain through the plugin's table.
#include "offchain_draft.hpp"
#include "plugin_under_test.hpp"

#include <walletauth/text/base58.hpp>

#include <gtest/gtest.h>

namespace walletauth::solana::testing {
namespace {

using namespace offchain;

// The signatures were made with OpenSSL over bytes laid out in Python.
TEST(SolanaOffchain, SignaturesMadeElsewhere) {
    const char *const account = "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z";
    const auto check = [&](std::string_view signature, std::vector<Param> params) {
        return status_of({.scheme = "solana-offchain",
                          .account = account,
                          .message = octets("Sign in\nnonce 1"),
                          .signature = unhex(signature),
                          .params = std::move(params)});
    };
    const auto v0_example = "a692f59d291d89c2ab8ede01780d2a09003e9841e79f21c1e19b0786cdcb1ac8"
                            "6b38c3c1374412414b05badf106cc10c742d3344ba9f453907a12423ce0a4a06";
    EXPECT_EQ(check(v0_example, {wants_domain(domain)}), WA_OK);
    EXPECT_EQ(check(v0_example, {}), WA_REJECTED_SIGNATURE) << "the domain is not zero";
    EXPECT_EQ(check("5372e90c806ac695a2c8d02a376cf11b8745570daec2d0b26968fa0c6cdc247e"
                    "8ebfe5b1ddfdc8e1da9cff286d0902a85a86a6934b007327e15eeea22c85720c",
                    {}),
              WA_OK);
    EXPECT_EQ(check("126ee144d79c3aa53342920623f1fe5fa7357668d036f148dc439d991f689ff6"
                    "614e6bfde70775e6b3bf755b9ee318471cba177ab9b7c70809028ef8ca85d703",
                    {}),
              WA_OK);
}

TEST(SolanaOffchain, WithoutParametersEachLayoutOfAWalletIsTried) {
    const Octets zeros(32);
    for (const auto &bytes :
         {v1(), v0(zeros, 0), v0(zeros, 1), v0(zeros, 2), legacy(0), legacy(1), legacy(2)}) {
        EXPECT_EQ(status_of(signed_bytes(bytes)), WA_OK);
    }
    EXPECT_EQ(status_of(signed_bytes(v0(domain))), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status_of(signed_bytes(text)), WA_REJECTED_SIGNATURE) << "the bare text";
}

TEST(SolanaOffchain, LayoutAndFormatNarrowTheTrial) {
    EXPECT_EQ(status_of(signed_bytes(v1(), {layout("v1")})), WA_OK);
    EXPECT_EQ(status_of(signed_bytes(v1(), {layout("v0")})), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status_of(signed_bytes(v1(), {format("0")})), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status_of(signed_bytes(legacy(1), {layout("v0-legacy"), format("1")})), WA_OK);
    EXPECT_EQ(status_of(signed_bytes(legacy(1), {layout("v0-legacy"), format("0")})),
              WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status_of(signed_bytes(v0(Octets(32), 2), {layout("v0"), format("2")})), WA_OK);
    for (const auto *bad : {"v2", "V0", "", "v0_legacy"}) {
        EXPECT_EQ(status_of(signed_bytes(v1(), {layout(bad)})), WA_MALFORMED_PARAMS) << bad;
    }
    for (const auto *bad : {"3", "-1", "", "\"0\"", "0.0", "00", "null"}) {
        EXPECT_EQ(status_of(signed_bytes(v1(), {format(bad)})), WA_MALFORMED_PARAMS) << bad;
    }
    EXPECT_EQ(status_of(signed_bytes(v1(), {layout("v1"), format("0")})), WA_MALFORMED_PARAMS);
}

TEST(SolanaOffchain, ATextThatNoLayoutCarriesIsMalformed) {
    auto ask = signed_bytes(v1(), {format("0")});
    ask.message = octets("tab\t");
    EXPECT_EQ(status_of(ask), WA_MALFORMED_MESSAGE);
    ask.signature.clear();
    EXPECT_EQ(status_of(ask), WA_MALFORMED_MESSAGE) << "before the signature";
    ask = signed_bytes(v1());
    ask.message.clear();
    EXPECT_EQ(status_of(ask), WA_MALFORMED_MESSAGE);
    ask.message = {0xff};
    EXPECT_EQ(status_of(ask), WA_MALFORMED_MESSAGE);
    ask.message = Octets(1213, 'a');
    ask.params = {layout("v0-legacy"), format("1")};
    EXPECT_EQ(status_of(ask), WA_MALFORMED_MESSAGE);
}

TEST(SolanaOffchain, TheEnvelopeMustCarryThisMessageAndAccount) {
    for (const auto &bytes : {v1(), v0(domain), legacy(1)}) {
        EXPECT_EQ(status_of(signed_bytes(bytes, {envelope(bytes)})), WA_OK);
        auto other_text = signed_bytes(bytes, {envelope(bytes)});
        other_text.message.push_back('!');
        EXPECT_EQ(status_of(other_text), WA_REJECTED_SIGNATURE);
    }
    for (const auto &bytes : {v1(), v0(domain)}) {
        auto by_bob = signed_bytes(bytes, {envelope(bytes)});
        by_bob.account = bob.account();
        by_bob.signature = bob.sign(bytes);
        EXPECT_EQ(status_of(by_bob), WA_REJECTED_SIGNER);
    }
    EXPECT_EQ(status_of(signed_bytes(v1(), {envelope(v0(domain))})), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status_of(signed_bytes(v1(), {envelope({})})), WA_MALFORMED_PARAMS);
    EXPECT_EQ(status_of(signed_bytes(v1(), {envelope(text)})), WA_MALFORMED_PARAMS);
}

// Two signers.
TEST(SolanaOffchain, TheAccountMayStandAnywhereAmongTheSigners) {
    auto low = alice.key();
    auto high = bob.key();
    if (high < low) std::swap(low, high);
    const auto two_v1 = joined({prefix, {1, 2}, low, high, text});
    const auto two_v0 =
        joined({prefix, {0}, domain, {0, 2}, bob.key(), alice.key(), size_of(text), text});
    for (const auto &bytes : {two_v1, two_v0}) {
        auto ask = signed_bytes(bytes, {envelope(bytes)});
        EXPECT_EQ(status_of(ask), WA_OK);
        ask.account = bob.account();
        EXPECT_EQ(status_of(ask), WA_REJECTED_SIGNATURE) << "Alice's signature is not Bob's";
        ask.signature = bob.sign(bytes);
        EXPECT_EQ(status_of(ask), WA_OK);
        ask.account = Wallet(3).account();
        EXPECT_EQ(status_of(ask), WA_REJECTED_SIGNER);
        EXPECT_EQ(status_of(signed_bytes(bytes)), WA_REJECTED_SIGNATURE) << "cannot be guessed";
    }
}

// Wrong length.
TEST(SolanaOffchain, AWrongLengthIsMalformed) {
    for (auto bytes : {v0(domain), legacy(0)}) {
        bytes.push_back('!');
        EXPECT_EQ(status_of(signed_bytes(bytes, {envelope(bytes)})), WA_MALFORMED_PARAMS);
        EXPECT_EQ(status_of(ledger(bytes)), WA_MALFORMED_SIGNATURE);
    }
}

// v1 with unsorted or duplicate signers, or none.
TEST(SolanaOffchain, V1SignersAreSortedAndUnique) {
    auto low = alice.key();
    auto high = bob.key();
    if (high < low) std::swap(low, high);
    const auto with = [](std::uint8_t count, const Octets &signers) {
        const auto bytes = joined({prefix, {1, count}, signers, text});
        const auto by_ledger = status_of(ledger(bytes));
        const auto by_envelope = status_of(signed_bytes(bytes, {envelope(bytes)}));
        EXPECT_EQ(by_ledger == WA_OK, by_envelope == WA_OK);
        return by_envelope;
    };
    EXPECT_EQ(with(2, joined({low, high})), WA_OK);
    EXPECT_EQ(with(2, joined({high, low})), WA_MALFORMED_PARAMS);
    EXPECT_EQ(with(2, joined({alice.key(), alice.key()})), WA_MALFORMED_PARAMS);
    EXPECT_EQ(with(0, {}), WA_MALFORMED_PARAMS);
}

// Format 0 is printable ASCII, 1 and 2 are UTF-8 of different lengths; none is another.
TEST(SolanaOffchain, FormatsOfV0) {
    const auto with = [](std::uint8_t number, const Octets &body) {
        const auto bytes = v0(domain, number, body);
        auto ask = signed_bytes(bytes, {envelope(bytes)});
        ask.message = body;
        return status_of(ask);
    };
    const auto umlaut = octets("Gr\u00fc\u00dfe");
    EXPECT_EQ(with(0, text), WA_OK);
    EXPECT_EQ(with(1, text), WA_OK);
    EXPECT_EQ(with(2, text), WA_OK);
    EXPECT_EQ(with(0, umlaut), WA_MALFORMED_PARAMS);
    EXPECT_EQ(with(1, umlaut), WA_OK);
    EXPECT_EQ(with(2, umlaut), WA_OK);
    for (const std::uint8_t number : {0, 1, 2}) {
        EXPECT_EQ(with(number, {'a', 0xff}), WA_MALFORMED_PARAMS) << int{number};
        EXPECT_EQ(with(number, {}), WA_MALFORMED_PARAMS) << int{number};
    }
    EXPECT_EQ(with(3, text), WA_MALFORMED_PARAMS);
    // Signed as one format, claimed as another.
    for (const std::uint8_t signed_as : {0, 1, 2}) {
        for (const std::uint8_t claimed : {0, 1, 2}) {
            EXPECT_EQ(
                status_of(signed_bytes(v0(domain, signed_as), {envelope(v0(domain, claimed))})),
                signed_as == claimed ? WA_OK : WA_REJECTED_SIGNATURE);
        }
    }
}

TEST(SolanaOffchain, LedgerReturnsTheEnvelopeWithTheSignature) {
    for (const auto &bytes : {v1(), v0(domain), v0(Octets(32)), legacy(0)}) {
        const auto ask = ledger(bytes);
        EXPECT_EQ(status_of(ask), WA_OK);
        EXPECT_EQ(parse_signature("solana-offchain", encode_base58(ask.signature)).bytes,
                  ask.signature);
        EXPECT_EQ(parse_signature("solana-message", encode_base58(ask.signature)).status,
                  WA_MALFORMED_SIGNATURE);
        EXPECT_EQ(status_of(ledger(bytes, {envelope(bytes)})), WA_OK);
        EXPECT_EQ(status_of(ledger(bytes, {envelope(v0(Octets(32, 7)))})), WA_REJECTED_SIGNATURE);
    }
    EXPECT_EQ(status_of(ledger(v1(octets("another text")))), WA_REJECTED_SIGNATURE);
}

TEST(SolanaOffchain, LedgerFormsThatAreNotWholeAreMalformed) {
    const auto good = ledger(legacy(0));
    for (std::size_t size = 0; size < good.signature.size(); ++size) {
        if (size == 64) continue; // 64 bytes alone are a signature, of something else
        auto bad = good;
        bad.signature.resize(size);
        EXPECT_EQ(status_of(bad), WA_MALFORMED_SIGNATURE) << size;
    }
    for (const std::uint8_t count : {0, 2, 255}) {
        auto bad = good;
        bad.signature[0] = count;
        EXPECT_EQ(status_of(bad), WA_MALFORMED_SIGNATURE) << int{count};
        EXPECT_EQ(parse_signature("solana-offchain", encode_base58(bad.signature)).status,
                  WA_MALFORMED_SIGNATURE);
    }
}

TEST(SolanaOffchain, LedgersLengthPrefixedV1IsAnotherText) {
    const auto bytes = joined({prefix, {1, 1}, alice.key(), size_of(text), text});
    EXPECT_EQ(status_of(signed_bytes(bytes)), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status_of(signed_bytes(bytes, {envelope(bytes)})), WA_REJECTED_SIGNATURE);
    EXPECT_EQ(status_of(ledger(bytes)), WA_REJECTED_SIGNATURE);
}

TEST(SolanaOffchain, LayoutAndFormatMustAgreeWithTheEnvelope) {
    const auto bytes = v0(domain, 0);
    EXPECT_EQ(status_of(signed_bytes(bytes, {envelope(bytes), layout("v0"), format("0")})), WA_OK);
    EXPECT_EQ(status_of(signed_bytes(bytes, {envelope(bytes), layout("v1")})), WA_REJECTED_POLICY);
    EXPECT_EQ(status_of(signed_bytes(bytes, {envelope(bytes), format("1")})), WA_REJECTED_POLICY);
}

TEST(SolanaOffchain, ABitAnywhereMatters) {
    const auto bytes = v0(domain);
    const auto good = signed_bytes(bytes, {wants_domain(domain)});
    for (std::size_t i = 0; i < good.signature.size(); ++i) {
        auto bad = good;
        bad.signature[i] ^= 1;
        EXPECT_EQ(status_of(bad), WA_REJECTED_SIGNATURE) << i;
    }
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto changed = bytes;
        changed[i] ^= 1;
        EXPECT_NE(status_of(signed_bytes(bytes, {envelope(changed)})), WA_OK) << i;
    }
}

} // namespace
} // namespace walletauth::solana::testing

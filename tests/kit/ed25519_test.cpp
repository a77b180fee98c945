// SPDX-License-Identifier: Apache-2.0
// Both readings of Ed25519 against RFC 8032 and the edge tables (ed25519-speccheck, Wycheproof)
// with what real verifiers answered.
#include "tests/support/table.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/curve/ed25519_known_answers.hpp>
#include <walletauth/interface.hpp>
#include <walletauth/text/base58.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <array>
#include <functional>

namespace {

using namespace walletauth;

std::vector<std::uint8_t> hex(std::string_view text) { return *decode_hex(text); }

bool strict(std::string_view signature, std::string_view message, std::string_view key) {
    return ed25519_verify(Ed25519Signature{hex(signature)}, hex(message), Ed25519Key{hex(key)},
                          Rule::strict);
}
bool compat(std::string_view signature, std::string_view message, std::string_view key) {
    return ed25519_verify(Ed25519Signature{hex(signature)}, hex(message), Ed25519Key{hex(key)},
                          Rule::compat);
}

// RFC 8032, section 7.1, tests 1 to 3.
struct Rfc8032 {
    std::string_view key, message, signature;
};
constexpr Rfc8032 rfc8032[]{
    {"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "46b"
     "d25bf5f0595bbe24655141438e7a100b"},
    {"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d8c"
     "387b2eaeb4302aeeb00d291612bb0c00"},
    {"fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "659"
     "4a7c15e9716ed28dc027beceea1ec40a"},
};

TEST(Ed25519, TheLibraryAnswersAsKnown) {
    EXPECT_TRUE(ed25519_verifies_as_known());
    EXPECT_TRUE(ed25519_tells_small_order());
}

TEST(Ed25519, AcceptsRfc8032AndNothingBesideIt) {
    for (const auto &[key, message, signature] : rfc8032) {
        EXPECT_TRUE(strict(signature, message, key));
        EXPECT_TRUE(compat(signature, message, key));
        EXPECT_EQ(ed25519_classify(Ed25519Key{hex(key)}), Ed25519Point::good);
        auto bytes = hex(signature);
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            EXPECT_FALSE(ed25519_verify(Ed25519Signature{bytes}, hex(message), Ed25519Key{hex(key)},
                                        Rule::strict));
            EXPECT_FALSE(ed25519_verify(Ed25519Signature{bytes}, hex(message), Ed25519Key{hex(key)},
                                        Rule::compat));
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        }
    }
}

// With the identity as the key every (R = [S]B, S) "signs" every message: the all-zero Solana
// address and its like. S = 0, R = identity.
TEST(Ed25519, SmallOrderKeysSignEverythingUnderCompatAndNothingUnderStrict) {
    const std::string identity = "01" + std::string(62, '0');
    const std::string signature = identity + std::string(64, '0');
    EXPECT_TRUE(compat(signature, "00", identity));
    EXPECT_FALSE(strict(signature, "00", identity));
    EXPECT_EQ(ed25519_classify(Ed25519Key{hex(identity)}), Ed25519Point::small_order);
    EXPECT_EQ(ed25519_classify(Ed25519Key{hex(std::string(64, '0'))}), Ed25519Point::small_order);
}

TEST(Ed25519, ClassifiesEncodings) {
    // y = p + 1 is the identity's y = 1, not reduced; y = 2 is on no point of the curve.
    EXPECT_EQ(ed25519_classify(Ed25519Key{hex("ee" + std::string(60, 'f') + "7f")}),
              Ed25519Point::not_canonical);
    EXPECT_EQ(ed25519_classify(Ed25519Key{hex("01" + std::string(60, '0') + "80")}),
              Ed25519Point::not_canonical);
    EXPECT_EQ(ed25519_classify(Ed25519Key{hex("02" + std::string(62, '0'))}),
              Ed25519Point::off_curve);
}

/// NEAR writes `ed25519:` and base58, all else is hex; empty if it is neither.
std::vector<std::uint8_t> bytes_of_text(std::string_view text) {
    if (const auto colon = text.find(':'); colon != std::string_view::npos)
        return decode_base58(text.substr(colon + 1), 200).value_or(std::vector<std::uint8_t>{});
    return decode_hex(text).value_or(std::vector<std::uint8_t>{});
}

// Where strict and ed25519-dalek's verify_strict differ: it does not ask whether a key is canonical
// (ed25519-dalek 3.0.0, verifying.rs). RFC 8032, section 5.1.3, refuses y not below p. These y
// below 19 are on the curve by its equation, worked out in Python; 0 and 1 are of small order.
TEST(Ed25519, TwentyKeysOfLargeOrderHaveASecondSpelling) {
    for (const std::uint8_t y : {3, 4, 5, 6, 9, 10, 14, 15, 16, 18}) {
        for (const std::uint8_t sign : {0x00, 0x80}) {
            std::array<std::uint8_t, 32> key{y};
            key.back() = sign;
            EXPECT_EQ(ed25519_classify(key), Ed25519Point::good) << int{y};
            key.fill(0xff); // y + p
            key.front() = static_cast<std::uint8_t>(0xed + y);
            key.back() = 0x7f | sign;
            EXPECT_EQ(ed25519_classify(key), Ed25519Point::not_canonical) << int{y};
        }
    }
    for (const std::uint8_t y : {2, 7, 8, 11, 12, 13, 17}) {
        EXPECT_EQ(ed25519_classify(std::array<std::uint8_t, 32>{y}), Ed25519Point::off_curve);
    }
}

struct EdgeRow {
    std::vector<std::uint8_t> key, message, signature;
    bool valid = false;
};

/// Rows of the table whose key and signature have their lengths: the others are refused before.
std::size_t for_each_edge(const char *name,
                          const std::function<void(const EdgeRow &, const json::Value &)> &check) {
    std::size_t ran = 0;
    for_each_row(name, 205, [&](const json::Value &row) {
        const EdgeRow edge{.key = bytes_of_text(row.find("public_key")->text()),
                           .message = bytes_of_text(row.find("message")->find("value")->text()),
                           .signature = bytes_of_text(row.find("signature")->text()),
                           .valid = row.find("expect")->text() == "valid"};
        if (edge.key.size() != 32 || edge.signature.size() != 64) {
            EXPECT_FALSE(edge.valid);
            return;
        }
        ++ran;
        check(edge, row);
    });
    return ran;
}

// nearcore asks ed25519-dalek's lenient verify().
TEST(Ed25519, EdgeTableOfNearcore) {
    const auto ran =
        for_each_edge("tests/tables/ed25519-edges-nearcore.json",
                      [](const EdgeRow &edge, const json::Value &row) {
                          const auto strict = text_of_param(row, "strict_verdict");
                          const Ed25519Signature s{edge.signature};
                          const Ed25519Key key{edge.key};
                          EXPECT_EQ(ed25519_verify(s, edge.message, key, Rule::strict),
                                    strict.empty() ? edge.valid : strict == "valid");
                          EXPECT_EQ(ed25519_verify(s, edge.message, key, Rule::compat), edge.valid);
                      });
    EXPECT_GT(ran, 180U);
}

// Agave asks verify_strict().
TEST(Ed25519, EdgeTableOfAgave) {
    const auto ran = for_each_edge(
        "tests/tables/ed25519-edges-agave.json", [](const EdgeRow &edge, const json::Value &) {
            EXPECT_EQ(ed25519_verify(Ed25519Signature{edge.signature}, edge.message,
                                     Ed25519Key{edge.key}, Rule::strict),
                      edge.valid);
        });
    EXPECT_GT(ran, 180U);
}

} // namespace

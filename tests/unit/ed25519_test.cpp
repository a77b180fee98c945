// SPDX-License-Identifier: Apache-2.0
// Both readings of Ed25519 against RFC 8032 and, where they lie beside the project, the edge tables
// (ed25519-speccheck, Wycheproof) with what real verifiers answered.
#include "core/support/base58.hpp"
#include "core/support/ed25519.hpp"
#include "core/support/hex.hpp"
#include "core/support/json.hpp"

#include <walletauth/interface.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

using namespace walletauth;

std::vector<std::uint8_t> hex(std::string_view text) { return *decode_hex(text); }

bool strict(std::string_view signature, std::string_view message, std::string_view key) {
    return ed25519_verify_strict(Ed25519Signature{hex(signature)}, hex(message),
                                 Ed25519Key{hex(key)});
}
bool compat(std::string_view signature, std::string_view message, std::string_view key) {
    return ed25519_verify_compat(Ed25519Signature{hex(signature)}, hex(message),
                                 Ed25519Key{hex(key)});
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

TEST(Ed25519, AcceptsRfc8032AndNothingBesideIt) {
    for (const auto &[key, message, signature] : rfc8032) {
        EXPECT_TRUE(strict(signature, message, key));
        EXPECT_TRUE(compat(signature, message, key));
        EXPECT_EQ(ed25519_classify(Ed25519Key{hex(key)}), Ed25519Point::good);
        auto bytes = hex(signature);
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            EXPECT_FALSE(
                ed25519_verify_strict(Ed25519Signature{bytes}, hex(message), Ed25519Key{hex(key)}));
            EXPECT_FALSE(
                ed25519_verify_compat(Ed25519Signature{bytes}, hex(message), Ed25519Key{hex(key)}));
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

std::vector<std::uint8_t> bytes_of_text(std::string_view text) {
    if (const auto colon = text.find(':'); colon != std::string_view::npos)
        text.remove_prefix(colon + 1);
    if (text.starts_with("0x")) text.remove_prefix(2);
    if (auto bytes = decode_hex(text)) return *bytes;
    auto bytes = decode_base58(text, 200);
    return bytes ? *bytes : std::vector<std::uint8_t>{};
}

void run_edge_table(const std::string &name) {
    const std::filesystem::path file = std::filesystem::path{WALLETAUTH_SHARED_VECTORS} / name;
    if (!std::filesystem::exists(file.parent_path())) {
        GTEST_SKIP() << "SKIPPED: the shared vectors are not beside the project";
    }
    std::ifstream in(file);
    ASSERT_TRUE(in.is_open());
    std::size_t ran = 0;
    for (std::string text; std::getline(in, text);) {
        const auto document = json::Document::parse(text);
        ASSERT_TRUE(document.has_value());
        const auto line = document->root();
        const auto key = bytes_of_text(line.find("public_key")->text());
        const auto signature = bytes_of_text(line.find("signature")->text());
        const auto message = bytes_of_text(line.find("message")->find("value")->text());
        if (key.size() != 32 || signature.size() != 64) continue;
        ++ran;
        const auto params = line.find("params");
        const auto strict_verdict = params ? params->find("strict_verdict") : std::nullopt;
        const auto expect = line.find("expect")->text() == "valid";
        const auto expect_strict = strict_verdict ? strict_verdict->text() == "valid" : expect;
        const Ed25519Signature s{signature};
        EXPECT_EQ(ed25519_verify_strict(s, message, Ed25519Key{key}), expect_strict)
            << line.find("id")->text();
        if (name.contains("near")) {
            EXPECT_EQ(ed25519_verify_compat(s, message, Ed25519Key{key}), expect)
                << line.find("id")->text();
        }
    }
    EXPECT_GT(ran, 50U);
}

TEST(Ed25519, EdgeTableOfNear) { run_edge_table("ed25519_edge_near.jsonl"); }
TEST(Ed25519, EdgeTableOfSolana) { run_edge_table("ed25519_edge_solana.jsonl"); }

} // namespace

// SPDX-License-Identifier: Apache-2.0
// A point and a multiple of the generator: the seven keys of BIP-341's wallet-test-vectors.json,
// the three of BIP-86, and the edges of a tweak.
#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/curve/secp256k1_known_answers.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace {

using namespace walletauth;

struct Row {
    std::string_view internal;
    std::string_view tweak;
    std::string_view output;
};
// Of BIP-86 the BIP prints both keys; its tweak is SHA-256 of twice the tag's hash and the key.
constexpr Row rows[]{
    {"d6889cb081036e0faefa3a35157ad71086b123b2b144b649798b494c300a961d",
     "b86e7be8f39bab32a6f2c0443abbc210f0edac0e2c53d501b36b64437d9c6c70",
     "53a1f6e454df1aa2776a2814a721372d6258050de330b3c6d10ee8f4e0dda343"}, // BIP-341
    {"187791b6f712a8ea41c8ecdd0ee77fab3e85263b37e1ec18a3651926b3a6cf27",
     "cbd8679ba636c1110ea247542cfbd964131a6be84f873f7f3b62a777528ed001",
     "147c9c57132f6e7ecddba9800bb0c4449251c92a1e60371ee77557b6620f3ea3"}, // BIP-341
    {"93478e9488f956df2396be2ce6c5cced75f900dfa18e7dabd2428aae78451820",
     "6af9e28dbf9d6aaf027696e2598a5b3d056f5fd2355a7fd5a37a0e5008132d30",
     "e4d810fd50586274face62b8a807eb9719cef49c04177cc6b76a9a4251d5450e"}, // BIP-341
    {"ee4fe085983462a184015d1f782d6a5f8b9c2b60130aff050ce221ecf3786592",
     "9e0517edc8259bb3359255400b23ca9507f2a91cd1e4250ba068b4eafceba4a9",
     "712447206d7a5238acc7ff53fbe94a3b64539ad291c7cdbc490b7577e4b17df5"}, // BIP-341
    {"f9f400803e683727b14f463836e1e78e1c64417638aa066919291a225f0e8dd8",
     "639f0281b7ac49e742cd25b7f188657626da1ad169209078e2761cefd91fd65e",
     "77e30a5522dd9f894c3f8b8bd4c4b2cf82ca7da8a3ea6a239655c39c050ab220"}, // BIP-341
    {"e0dfe2300b0dd746a3f8674dfd4525623639042569d829c7f0eed9602d263e6f",
     "b57bfa183d28eeb6ad688ddaabb265b4a41fbf68e5fed2c72c74de70d5a786f4",
     "91b64d5324723a985170e4dc5a0f84c041804f2cd12660fa5dec09fc21783605"}, // BIP-341
    {"55adf4e8967fbd2e29f20ac896e60c3b0f1d5b0efa9d34941b5958c7b0a0312d",
     "6579138e7976dc13b6a92f7bfd5a2fc7684f5ea42419d43368301470f3b74ed9",
     "75169f4001aa68f15bbed28b218df1d0a62cbbcf1188c6665110c293c907b831"}, // BIP-341
    {"cc8a4bc64d897bddc5fbc2f670f7a8ba0b386779106cf1223c6fc5d7cd6fc115",
     "2ca01ed85cf6b6526f73d39a1111cd80333bfdc00ce98992859848a90a6f0258",
     "a60869f0dbcf1dc659c9cecbaf8050135ea9e8cdc487053f1dc6880949dc684c"}, // BIP-86
    {"83dfe85a3151d2517290da461fe2815591ef69f2b18a2ce63f01697a8b313145",
     "84a88d9651f7cbc831e3b2a7800f2e572b6a719c3352dd9e6d3125cd21827237",
     "a82f29944d65b86ae6b5e5cc75e294ead6c59391a1edc5e016e3498c67fc7bbb"}, // BIP-86
    {"399f1b2f4393f29a18c937859c5dd8a77350103157eb880f02e8c08214277cef",
     "563b7c38f218e910fefc744150ed5d5597e4f6dabff583ec56cfac08a9a70235",
     "882d74e5d0572d5a816cef0041a96b6c1de832f6f9676d9605c44d5e9a97d3dc"}, // BIP-86
};

std::array<std::uint8_t, 32> number(std::string_view hex) {
    std::array<std::uint8_t, 32> bytes{};
    EXPECT_TRUE(decode_hex_into(hex, bytes)) << hex;
    return bytes;
}

TEST(Secp256k1Tweak, PublishedKeys) {
    for (const auto &row : rows) {
        const auto key = Secp256k1Key::lift_x(number(row.internal));
        ASSERT_TRUE(key) << row.internal;
        const auto output = key->tweaked(number(row.tweak));
        ASSERT_TRUE(output) << row.internal;
        EXPECT_EQ(encode_hex(output->x()), row.output);
    }
}

// SEC 2, section 2.4.1: n and G.
constexpr std::string_view n = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
constexpr std::string_view n_minus_1 =
    "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140";
constexpr std::string_view g_x = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";

TEST(Secp256k1Tweak, EdgesOfANumber) {
    const auto g = *Secp256k1Key::lift_x(number(g_x));
    const std::string zero(64, '0');
    EXPECT_EQ(g.tweaked(number(zero)).value(), g);
    const auto fault = [&](std::string_view tweak) { return g.tweaked(number(tweak)).error(); };
    EXPECT_EQ(fault(n), Secp256k1Fault::bad_tweak);
    EXPECT_EQ(fault(std::string(64, 'f')), Secp256k1Fault::bad_tweak);
    // G and (n - 1) G are the point at infinity together; -G and G, too.
    EXPECT_EQ(fault(n_minus_1), Secp256k1Fault::bad_tweak);
    auto minus = g.compressed();
    minus[0] = 3;
    const auto minus_g = *Secp256k1Key::parse(minus, Rule::strict);
    EXPECT_EQ(minus_g.tweaked(number(zero.substr(1) + "1")).error(), Secp256k1Fault::bad_tweak);
    EXPECT_EQ(minus_g.tweaked(number(zero.substr(1) + "2")).value(), g);
}

TEST(Secp256k1Tweak, KnownAnswersHold) {
    EXPECT_TRUE(secp256k1_tweaks_as_known());
    EXPECT_TRUE(secp256k1_verifies_bip340_as_known());
}

} // namespace

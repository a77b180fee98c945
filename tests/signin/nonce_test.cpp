// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/key_ring.hpp>
#include <walletauth/signin/nonce.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <initializer_list>
#include <numeric>
#include <utility>

namespace walletauth::signin {
namespace {

NonceKey counting_key() {
    NonceKey key{};
    std::iota(key.begin(), key.end(), std::uint8_t{0});
    return key;
}

Binding full_binding(const std::vector<std::string> &resources) {
    return {.generation = "memory:00",
            .issuer = "https://login.example",
            .domain = "app.example",
            .form = "form",
            .scheme = "scheme",
            .chain = "toy:1",
            .client = "app",
            .uri = "https://app.example",
            .statement = "Sign in",
            .request_id = "1",
            .resources = &resources,
            .account = "alice",
            .channel = "cookie:x",
            .lifetime = std::chrono::seconds{600}};
}

// The layout is written down in the header; the characters follow from RFC 4648, table 3, in lower
// case.
TEST(Nonce, LayoutIsAsWrittenDown) {
    Nonce nonce;
    EXPECT_EQ(write_nonce(nonce), std::string(32, 'a'));
    nonce.key_id = 15; // the first four bits
    EXPECT_EQ(write_nonce(nonce), "6a" + std::string(30, 'a'));
    nonce = {};
    nonce.issued_at = 1; // the bit 34, which is the fourth of the character 7
    EXPECT_EQ(write_nonce(nonce), "aaaaaac" + std::string(25, 'a'));
    nonce = {};
    nonce.random = 1; // the bit 80, the last of the character 16
    EXPECT_EQ(write_nonce(nonce), "aaaaaaaaaaaaaaab" + std::string(16, 'a'));
    nonce = {};
    nonce.mac[9] = 1;
    EXPECT_EQ(write_nonce(nonce), std::string(31, 'a') + 'b');
}

TEST(Nonce, ReadsWhatItWrites) {
    Nonce nonce{9, 0x2aaaaaab, 0x2123456789ab, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}};
    EXPECT_EQ(read_nonce(write_nonce(nonce)), nonce);
    nonce = {max_key_id, max_nonce_seconds, max_nonce_random, {}};
    EXPECT_EQ(read_nonce(write_nonce(nonce)), nonce);
    EXPECT_EQ(nonce.issued(), Time{std::chrono::seconds{1735689600LL + max_nonce_seconds}});
}

TEST(Nonce, OtherTextsAreNone) {
    const std::string good(32, 'a');
    for (const auto &bad : {std::string{}, good.substr(1), good + 'a', "A" + good.substr(1),
                            "1" + good.substr(1), good.substr(1) + '=', good.substr(1) + '\0'}) {
        EXPECT_FALSE(read_nonce(bad)) << bad;
    }
}

// Python: hashlib.blake2b(data, key=bytes(range(32)), digest_size=32).digest()[:10] over the fields
// as nonce.cpp lays them out; tests/signin/nonce_mac.py makes it.
TEST(Nonce, MacIsKeyedBlake2b) {
    const std::vector<std::string> resources{"https://a.example", ""};
    const Nonce nonce{3, 1000, 77, {}};
    const std::array<std::uint8_t, 10> expected{0xcf, 0x55, 0x3b, 0x74, 0x13,
                                                0xec, 0xd5, 0x29, 0x6c, 0x70};
    EXPECT_EQ(nonce_mac(counting_key(), nonce, full_binding(resources)), expected);
}

// Fields are gathered before they are hashed: those that fill the room, and larger ones.
TEST(Nonce, MacOfLargeFields) {
    const std::vector<std::string> resources{"https://a.example", ""};
    for (const auto &[size, expected] : std::initializer_list<std::pair<std::size_t, const char *>>{
             {230, "c8112a119a9ee8503df6"},
             {280, "6a62652c20257899bc51"},
             {511, "1568faf73e63195bf76e"},
             {512, "3a942807570718e7dbea"},
             {513, "a8e6b0136c1848b842cd"},
             {4000, "015de6813652db37eaa2"}}) {
        const std::string statement(size, 's');
        auto binding = full_binding(resources);
        binding.statement = statement;
        EXPECT_EQ(encode_hex(nonce_mac(counting_key(), {3, 1000, 77, {}}, binding)), expected)
            << size;
    }
}

// Each field, its absence and its length count: whatever differs from the challenge is refused.
TEST(Nonce, MacCoversEverything) {
    const std::vector<std::string> resources{"ab", "c"}, moved{"a", "bc"}, none;
    const Nonce nonce{3, 1000, 77, {}};
    const auto key = counting_key();
    const auto good = nonce_mac(key, nonce, full_binding(resources));
    std::vector<Binding> others;
    const auto with = [&](auto &&change) { change(others.emplace_back(full_binding(resources))); };
    with([](Binding &b) { b.generation = "memory:01"; });
    with([](Binding &b) { b.issuer = "https://login.exampl"; });
    with([](Binding &b) { b.issuer = "https://login.examplea", b.domain = "pp.example"; });
    with([](Binding &b) { b.form = ""; });
    with([](Binding &b) { b.scheme = "schemf"; });
    with([](Binding &b) { b.chain = "toy:2"; });
    with([](Binding &b) { b.client = ""; });
    with([](Binding &b) { b.uri.reset(); });
    with([](Binding &b) { b.uri = ""; });
    with([](Binding &b) { b.statement = "Sign in "; });
    with([](Binding &b) { b.statement.reset(); });
    with([](Binding &b) { b.request_id.reset(), b.account = "1alice"; });
    with([](Binding &b) { b.account.reset(); });
    with([](Binding &b) { b.channel.reset(); });
    with([&](Binding &b) { b.resources = &moved; });
    with([&](Binding &b) { b.resources = &none; });
    with([](Binding &b) { b.resources = nullptr; });
    with([](Binding &b) { b.lifetime = std::chrono::seconds{601}; });
    for (std::size_t i = 0; i < others.size(); ++i)
        EXPECT_NE(nonce_mac(key, nonce, others[i]), good) << i;
    EXPECT_NE(nonce_mac(key, {2, 1000, 77, {}}, full_binding(resources)), good);
    EXPECT_NE(nonce_mac(key, {3, 1001, 77, {}}, full_binding(resources)), good);
    EXPECT_NE(nonce_mac(key, {3, 1000, 78, {}}, full_binding(resources)), good);
    auto other_key = key;
    other_key[31] ^= 1;
    EXPECT_NE(nonce_mac(other_key, nonce, full_binding(resources)), good);
}

TEST(KeyRing, ReadsAFile) {
    const std::string a(64, 'a'), b(64, 'b');
    const auto ring = KeyRing::parse("3 " + a + "\n15 " + b + '\n');
    ASSERT_TRUE(ring) << ring.error();
    EXPECT_EQ(ring->signer_id(), 3);
    EXPECT_TRUE(ring->outlives_process());
    ASSERT_NE(ring->find(15), nullptr);
    EXPECT_EQ(ring->find(15)->front(), 0xbb);
    EXPECT_EQ(ring->find(0), nullptr);
    EXPECT_EQ(ring->find(16), nullptr);
}

TEST(KeyRing, RefusesOtherFilesAndShowsNoKey) {
    const std::string a(64, 'a');
    for (const auto &bad :
         {std::string{}, std::string{"\n"}, "16 " + a, "00 " + a, "0 " + a.substr(1), "0  " + a,
          "0 " + a + " ", "0 " + a + "\r\n", "0 " + a + "\n0 " + a, "0 " + a + "\n\n",
          "# comment\n0 " + a, "x " + a, std::string(5000, 'a')}) {
        const auto ring = KeyRing::parse(bad);
        ASSERT_FALSE(ring) << bad;
        EXPECT_EQ(ring.error().find("aaaa"), std::string::npos) << ring.error();
    }
}

TEST(KeyRing, GeneratesKeysOfThisProcess) {
    const auto one = KeyRing::generate(system_random()), other = KeyRing::generate(system_random());
    EXPECT_FALSE(one.outlives_process());
    EXPECT_NE(*one.find(one.signer_id()), *other.find(other.signer_id()));
    EXPECT_TRUE(KeyRing::parse(KeyRing::new_file(system_random())));
}

} // namespace
} // namespace walletauth::signin

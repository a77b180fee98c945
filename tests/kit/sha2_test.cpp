// SPDX-License-Identifier: Apache-2.0
#include "bytes.hpp"
#include "openssl_digest.hpp"

#include <walletauth/hash/sha2.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using namespace walletauth_test;

// NIST, "Examples with Intermediate Values", for FIPS 180-4: SHA256.pdf, SHA512.pdf,
// SHA512_256.pdf.
constexpr std::string_view one_block = "abc";
constexpr std::string_view two_short_blocks =
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
constexpr std::string_view two_long_blocks =
    "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
    "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";

TEST(Sha2, NistsExamples) {
    EXPECT_EQ(hex(sha256(bytes_of(one_block))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256(bytes_of(two_short_blocks))),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(hex(sha512(bytes_of(one_block))),
              "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
              "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    EXPECT_EQ(hex(sha512(bytes_of(two_long_blocks))),
              "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
              "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909");
    EXPECT_EQ(hex(sha512_256(bytes_of(one_block))),
              "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23");
    EXPECT_EQ(hex(sha512_256(bytes_of(two_long_blocks))),
              "3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a");
}

// The genesis block of Bitcoin: its header hashes to its id, which is written the other way round.
TEST(Sha2, TwiceIsBitcoinsHash) {
    const auto header = unhex("0100000000000000000000000000000000000000000000000000000000000000"
                              "000000003ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa"
                              "4b1e5e4a29ab5f49ffff001d1dac2b7c");
    EXPECT_EQ(hex(double_sha256(header)),
              "6fe28c0ab6f1b372c1a6a246ae63f74f931e8365e15a089c68d6190000000000");
    const std::span all{header};
    EXPECT_EQ(double_sha256({all.first(7), all.subspan(7)}), double_sha256(header));
}

// Every size around the blocks of 64 and 128 bytes, and what is longer, cut in three at random.
TEST(Sha2, IsOpenSslsOfAnySizeInAnyPieces) {
    std::mt19937 random(180);
    for (std::size_t size = 0; size < 400; ++size) {
        const auto data = random_bytes(random, size < 300 ? size : size * 37);
        const std::span all{data};
        const auto first = random() % (all.size() + 1);
        const auto second = random() % (all.size() - first + 1);
        const auto a = all.first(first);
        const auto b = all.subspan(first, second);
        const auto c = all.subspan(first + second);
        EXPECT_EQ(hex(sha256(data)), hex(openssl_digest("SHA256", data))) << size;
        EXPECT_EQ(hex(sha512(data)), hex(openssl_digest("SHA512", data))) << size;
        EXPECT_EQ(hex(sha512_256(data)), hex(openssl_digest("SHA512-256", data))) << size;
        EXPECT_EQ(sha256({a, b, c}), sha256(data)) << size;
        EXPECT_EQ(sha512({a, b, c}), sha512(data)) << size;
        EXPECT_EQ(sha512_256({a, b, c}), sha512_256(data)) << size;
    }
}

TEST(Sha2, NothingIsAlsoNoPieces) {
    EXPECT_EQ(hex(sha256({})), hex(openssl_digest("SHA256", {})));
    EXPECT_EQ(hex(sha512({})), hex(openssl_digest("SHA512", {})));
    EXPECT_EQ(hex(sha512_256({})), hex(openssl_digest("SHA512-256", {})));
}

} // namespace
